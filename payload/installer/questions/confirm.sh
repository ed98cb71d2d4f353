# erased_things: what the confirmation names.
erased_things() {
	if [ "$answer_layout" = disk ]; then
		echo "$answer_disk"
	else
		echo "$answer_root${answer_swap:+ $answer_swap}$([ "$answer_format_esp" != yes ] || echo " $answer_esp")"
	fi
}

summary() {
	row Disk "$answer_disk: $(disk_title "$answer_disk")"
	[ "$answer_layout" = disk ] || row Partitions "root $answer_root, EFI ${answer_esp:-none}, swap ${answer_swap:-none}"
	row Name "$answer_hostname"
	row Network "$([ "$answer_network" = dhcp ] && echo DHCP || echo "$answer_interface $answer_address, gateway ${answer_gateway:-none}")"
	row "Time zone" "$answer_timezone"
	row Keyboard "$answer_keyboard"
	row Console "${answer_console:-screen}"
}

ask_confirm() {
	local phrase typed
	ask_yes "Summary" "$(summary)" Continue Back || return 1
	phrase="erase $(erased_things)"
	typed=$(ask_text "Last question" "ALL DATA on $(erased_things | sed 's/ / and /g') WILL BE LOST.

Type $phrase to begin:" "") || return 1
	[ "$typed" = "$phrase" ] && answer_erase=yes && return 0
	say "Not confirmed" "That was not \"$phrase\". Nothing was changed."
	return 2
}
