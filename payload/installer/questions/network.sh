# ask_checked TITLE TEXT NAME: asks for answer_NAME until its check is content.
ask_checked() {
	local value problem
	eval "value=\$answer_$3"
	while :; do
		value=$(ask_text "$1" "$2" "$value") || return 1
		problem=$("check_$3" "$value")
		[ -n "$problem" ] || break
		say "$1" "$problem"
	done
	eval "answer_$3=\$value"
}

port_choices() {
	for port in $(network_ports); do echo "$port $(port_title "$port")"; done
}

ask_network() {
	local chosen
	chosen=$(choose "Network" "How does this machine get its address?" "$answer_network" <<-MENU
		dhcp From a DHCP server, on every Ethernet port
		static It is given here, for one port
	MENU
	) || return 1
	if [ "$chosen" = static ]; then
		[ -n "$(network_ports)" ] || { say "Network" "This machine has no Ethernet port that could get an address." && return 2; }
		answer_interface=$(port_choices | choose "Network" "Which port?" "$answer_interface") || return 2
		ask_checked "Network" "Address with prefix, such as 192.0.2.10/24:" address || return 2
		ask_checked "Network" "Gateway (may stay empty):" gateway || return 2
		ask_checked "Network" "Name servers, with commas between (may stay empty):" dns || return 2
	fi
	answer_network=$chosen
}
