# What can be done to a virtual machine, through cloud-hypervisor and ch-remote. Sourced after machines.sh and fields.sh.

# need_image FIELD NAME
need_image() {
	is_file_name "$2" || refuse '400 Bad Request' "$1 is the name of a file: letters, digits, dots, hyphens and underscores."
	[ -f "$images/$2" ] || refuse '404 Not Found' "There is no $2 in $images: put it there on the node."
}

# need_number FIELD VALUE LEAST MOST
need_number() { is_number "$2" "$3" "$4" || refuse '400 Bad Request' "$1 is a whole number from $3 to $4."; }

create_machine() {
	read_fields name cpus memoryMiB diskGiB firmware kernel image
	name=$(field name) cpus=$(field cpus) memory=$(field memoryMiB) disk=$(field diskGiB)
	firmware=$(field firmware) kernel=$(field kernel) image=$(field image)
	is_name "$name" || refuse '400 Bad Request' 'A name has 1 to 32 small letters, digits and hyphens, none of them first or last.'
	need_number cpus "$cpus" 1 254
	need_number memoryMiB "$memory" 64 4194304
	need_number diskGiB "$disk" 1 65536
	[ -z "$firmware" ] || need_image firmware "$firmware"
	[ -z "$kernel" ] || need_image kernel "$kernel"
	[ -n "$firmware" ] && [ -z "$kernel" ] || { [ -z "$firmware" ] && [ -n "$kernel" ]; } ||
		refuse '400 Bad Request' 'A machine starts from one of firmware and kernel: name one of them.'
	bytes=$((disk * 1073741824))
	if [ -n "$image" ]; then
		need_image image "$image"
		[ "$(stat -c %s "$images/$image")" -le "$bytes" ] || refuse '409 Conflict' "$image is larger than $disk GiB."
	fi
	free=$(($(stat -f -c '%a * %S' "$machines")))
	[ "$bytes" -le "$free" ] || refuse '409 Conflict' "A disk of $disk GiB is more than the node has free ($((free / 1073741824)) GiB)."
	mkdir "$machines/$name" 2>/dev/null || refuse '409 Conflict' "There is a virtual machine $name already."
	make_disk "$machines/$name/disk.raw" "$bytes" "$image" || {
		rm -rf "${machines:?}/$name"
		refuse '500 Internal Server Error' "The disk of $name could not be written: look at the node's free space."
	}
	# Last, and in one piece: a folder without it is no machine.
	printf 'cpus=%s\nmemoryMiB=%s\ndiskGiB=%s\nfirmware=%s\nkernel=%s\n' "$cpus" "$memory" "$disk" "$firmware" "$kernel" \
		>"$machines/$name/config.new" && mv "$machines/$name/config.new" "$machines/$name/config"
	tell_machine '201 Created' "$name"
}

# make_disk FILE BYTES IMAGE: sparse beyond what the image has.
make_disk() {
	(umask 077 && : >"$1") || return 1
	[ -z "$3" ] || cat "$images/$3" >"$1" || return 1
	truncate -s "$2" "$1"
}

start_machine() {
	[ -x "$SMECHVISORD_VMM" ] ||
		refuse '503 Service Unavailable' 'There is no VMM installed: this node can manage but not start virtual machines.'
	[ -z "$(running_pid "$1")" ] || refuse '409 Conflict' "$1 is running already."
	memory=$(setting "$1" memoryMiB)
	available=$(($(memory MemAvailable) / 1048576))
	[ "$memory" -le "$available" ] || refuse '409 Conflict' "$1 needs $memory MiB of memory; the node has $available MiB available."
	folder=$machines/$1
	rm -f "$folder/api.sock"
	name=$1
	firmware=$(setting "$name" firmware)
	kernel=$images/$(setting "$name" kernel)
	if [ -n "$firmware" ]; then
		set -- --firmware "$images/$firmware"
	else
		set -- --kernel "$kernel" --cmdline 'console=ttyS0 root=/dev/vda rw'
	fi
	setsid "$SMECHVISORD_VMM" --api-socket "$folder/api.sock" --cpus "boot=$(setting "$name" cpus)" \
		--memory "size=${memory}M" --disk "path=$folder/disk.raw" --serial "file=$folder/serial.log" --console off "$@" \
		</dev/null >"$folder/vmm.log" 2>&1 9>&- &
	echo $! >"$folder/pid"
	started "$name" $! ||
		refuse '500 Internal Server Error' "$name did not start: $(tail -n 1 "$folder/vmm.log" | cut -c 1-300)"
	tell_machine '200 OK' "$name"
}

# started NAME PID: its API socket is there within half a minute, and it still runs.
started() {
	tenths=300
	until [ -S "$machines/$1/api.sock" ]; do
		[ "$tenths" -gt 0 ] && kill -0 "$2" 2>/dev/null || return 1
		tenths=$((tenths - 1))
		sleep 0.1
	done
	kill -0 "$2" 2>/dev/null
}

# The guest is asked by its power button and has half a minute.
stop_machine() {
	running_pid "$1" >/dev/null || refuse '409 Conflict' "$1 is not running."
	[ -x "$SMECHVISORD_REMOTE" ] ||
		refuse '503 Service Unavailable' "ch-remote is not installed, so $1 can't be asked to shut down: force-stop ends it."
	"$SMECHVISORD_REMOTE" --api-socket "$machines/$1/api.sock" power-button >/dev/null 2>&1 9>&- ||
		refuse '500 Internal Server Error' "$1 did not take the power button: force-stop ends it."
	wait_end "$1" 30 || refuse '409 Conflict' "$1 was asked to shut down and still runs after 30 s: force-stop ends it."
	tell_machine '200 OK' "$1"
}

force_stop_machine() {
	pid=$(running_pid "$1") || refuse '409 Conflict' "$1 is not running."
	kill -TERM "$pid"
	wait_end "$1" 5 || { kill -KILL "$pid" 2>/dev/null && wait_end "$1" 5; } ||
		refuse '500 Internal Server Error' "$1 could not be ended: look at process $pid on the node."
	tell_machine '200 OK' "$1"
}

delete_machine() {
	! running_pid "$1" >/dev/null || refuse '409 Conflict' "$1 is running: stop it first."
	rm -rf "${machines:?}/$1"
	answer '200 OK'
	printf '{ "schemaVersion": 1, "deleted": "%s" }\n' "$1"
}
