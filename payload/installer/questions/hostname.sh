ask_hostname() {
	local name problem
	while :; do
		name=$(ask_text "Name" "Host name of this machine (small letters, digits and -):" "$answer_hostname") || return 1
		problem=$(check_hostname "$name")
		[ -n "$problem" ] || break
		say "Name" "$problem"
	done
	answer_hostname=$name
}
