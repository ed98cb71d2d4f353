# Newt dialogs. They draw on the terminal; an answer is printed. A cancelled one fails.

installer_title="SmechVisor installation"

# newt ARGUMENT...: whiptail answers on standard error.
newt() { whiptail --backtitle "$installer_title" "$@" 3>&1 1>&2 2>&3; }

say() { newt --title "$1" --msgbox "$2" 0 0 || true; }

# ask_text TITLE TEXT VALUE
ask_text() { newt --title "$1" --cancel-button Back --inputbox "$2" 14 74 "$3"; }

ask_secret() { newt --title "$1" --cancel-button Back --passwordbox "$2" 10 74; }

# ask_yes TITLE TEXT YES NO
ask_yes() { newt --title "$1" --yes-button "$3" --no-button "$4" --yesno "$2" 0 0; }

# choose TITLE TEXT CHOSEN: from lines "TAG DESCRIPTION" or "TAG" on standard input; at most nine are seen at once.
choose() {
	local title=$1 text=$2 chosen=$3 line
	set --
	while IFS= read -r line; do
		case $line in
			*' '*) set -- "$@" "${line%% *}" "${line#* }" ;;
			*) set -- "$@" "$line" '' ;;
		esac
	done
	newt --title "$title" --cancel-button Back --default-item "$chosen" --menu "$text" 20 74 9 "$@" </dev/tty
}

# show_file TITLE FILE
show_file() { newt --title "$1" --scrolltext --textbox "$2" 21 76 || true; }

# operator_shell HINT
operator_shell() {
	clear
	echo "$1"
	sh -l || true
}
