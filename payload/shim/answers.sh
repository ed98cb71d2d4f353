# Where the shim's answers come from, and how they reach the installation.

# Of an installation's answers, those that the shim asks for; the password is the node's.
shim_names='layout disk root esp format_esp swap erase hostname network interface address gateway dns console'

# first_hostname: for machines that are installed side by side, from the first port's hardware address.
first_hostname() {
	set -- $(network_ports)
	[ $# -eq 0 ] && echo smechvisor && return
	echo "smechvisor-$(tr -d ':\n' <"$sys/class/net/$1/address" | tail -c 6)"
}

# answers_from_kernel: smech.NAME=VALUE on the kernel's command line. False where no disk is named: then an operator is asked.
answers_from_kernel() {
	for name in $shim_names; do
		value=$(kernel_argument "smech.$name")
		[ -z "$value" ] || eval "answer_$name=\$value"
	done
	[ -n "$answer_disk" ] || return 1
	[ -z "$answer_address" ] || answer_network=static
	settle_answers
}

# shim_problem: the first sentence about what can't be; silent where all is well.
shim_problem() {
	for name in hostname network console $(network_answers) $(layout_answers); do
		eval "value=\${answer_$name-}"
		said=$("check_$name" "$value")
		[ -z "$said" ] || { echo "$said" && return; }
	done
	[ "$answer_erase" = yes ] || echo "smech.erase=yes is missing: nothing is erased without it."
}

write_shim_answers() {
	for name in $shim_names; do
		eval "value=\$answer_$name"
		echo "$name=$value"
	done >"$shim_answers"
}

# disk_bytes: what there is to install on.
disk_bytes() {
	if [ "$answer_layout" = disk ]; then size=$(device_mib "$answer_disk"); else size=$(device_mib "$answer_root"); fi
	echo $((size * 1048576))
}
