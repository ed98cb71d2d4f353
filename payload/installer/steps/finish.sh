title_finish="Writing everything to the disk"

step_finish() {
	check_bootable "$target"
	cp "$log" "$target/var/log/smechvisor-install.log"
	chmod 0600 "$target/var/log/smechvisor-install.log"
	complete_target "$target"
}
