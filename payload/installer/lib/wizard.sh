# The order of the questions, and the way back.

questions='welcome timezone keyboard hardware disk hostname password network confirm'

# ask_all: a cancelled question leads to the one before, a question that ends with 2 is asked again.
ask_all() {
	local index=1 count
	count=$(echo $questions | wc -w)
	while [ "$index" -le "$count" ]; do
		"ask_$(echo $questions | cut -d ' ' -f "$index")"
		case $? in
			0) index=$((index + 1)) ;;
			2) ;;
			*) if [ "$index" -eq 1 ]; then leave; else index=$((index - 1)); fi ;;
		esac
	done
}

# leave: what an operator can do instead of installing.
leave() {
	case $(choose "SmechVisor" "Nothing was changed." install <<-MENU
		install Go on with the installation
		shell A root shell
		restart Restart the machine
	MENU
	) in
		shell) operator_shell "'exit' returns to the installer." ;;
		restart) reboot && exit 0 ;;
	esac
}
