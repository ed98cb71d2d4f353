# The shim's own network, as it was answered.

# port_address PORT: with its prefix; nothing where there is none.
port_address() { ip -4 addr show dev "$1" | sed -n 's/^ *inet \([^ ]*\).*/\1/p' | head -n 1; }

has_address() {
	for port in $(network_ports); do [ -z "$(port_address "$port")" ] || return 0; done
	return 1
}

# DHCP on all ports at once, each in the background from then on: a lease is renewed while the shim waits.
ask_dhcp() {
	for port in $(network_ports); do
		ip link set "$port" up
		udhcpc -b -t 5 -T 3 -S -s /usr/share/udhcpc/default.script -p "/run/network/udhcpc.$port.pid" -i "$port" \
			-x hostname:smechvisor-shim >/dev/null 2>&1 &
	done
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
		has_address && break
		sleep 1
	done
}

drop_addresses() {
	for file in /run/network/udhcpc.*.pid; do
		[ ! -e "$file" ] || { kill "$(cat "$file")" 2>/dev/null || true; rm -f "$file"; }
	done
	for port in $(network_ports); do ip addr flush dev "$port"; done
}

# start_network: fails with a sentence in $problem.
start_network() {
	drop_addresses
	problem=
	if [ "$answer_network" = static ]; then
		ip link set "$answer_interface" up
		ip addr add "$answer_address" broadcast + dev "$answer_interface" || problem="$answer_interface does not take the address $answer_address."
		[ -z "$answer_gateway" ] || ip route add default via "$answer_gateway" dev "$answer_interface" ||
			problem="The gateway $answer_gateway is not reached from $answer_address."
	else
		ask_dhcp
		has_address || problem="No DHCP server gave this machine an address: look at its cable, or give it an address."
	fi
	[ -z "$problem" ]
}
