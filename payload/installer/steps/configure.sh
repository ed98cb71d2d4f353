title_configure="Setting up this machine"

step_configure() {
	partitions_of_layout
	write_fstab "$target" "$answer_root" "$answer_esp" "$answer_swap"
	write_hostname "$target" "$answer_hostname"
	password_hash=$answer_password_hash set_root_password "$target"
	set_timezone "$target" "$answer_timezone"
	set_keyboard "$target" "$answer_keyboard"
	set_console "$target" "$answer_console"
	make_token "$target" "$answer_token"
	[ "$answer_network" != static ] ||
		write_static_network "$target" "$answer_interface" "$answer_address" "$answer_gateway" "$answer_dns"
}
