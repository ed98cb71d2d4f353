ask_welcome() {
	ask_yes "Welcome" "This installs $release on a disk of this machine.

Everything comes from the medium: no network is needed. Nothing is changed on any disk before the last question, which asks you to type what will be erased.

Tab and the arrow keys move, Enter chooses, Back returns to the question before." Continue Leave
}
