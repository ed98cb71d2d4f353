title_unpack="Unpacking"

# The base is nearly all of it.
step_unpack() {
	unpack_package "$packages/smechvisor-base.tar.xz" "$target" | while read -r percent; do report $((percent * 95 / 100)); done
	report 95
	unpack_package "$packages/smechvisor-daemon.tar.xz" "$target" >/dev/null
	keep_packages "$packages" "$target"
}
