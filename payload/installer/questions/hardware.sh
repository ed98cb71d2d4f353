ask_hardware() {
	ask_yes "This machine" "$(hardware_summary)" Continue Back
}
