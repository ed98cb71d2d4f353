# disk_choices: lines for a menu.
disk_choices() {
	for disk in $(usable_disks); do echo "$disk Erase it: $(disk_title "$disk")"; done
	[ -z "$(partition_choices 1)" ] || echo "partitions Use partitions that are there"
	echo "shell Look around, or make partitions with sfdisk, first"
}

# partition_choices LEAST_MIB: partitions that nothing uses.
partition_choices() {
	for disk in $(disk_names); do
		for partition in $(disk_partitions "$disk"); do
			[ -z "$(check_partition "$partition" "$1")" ] || continue
			kind=$(file_system_of "$partition")
			echo "$partition $(readable_size "$(device_mib "$partition")"), ${kind:-empty}"
		done
	done
}

ask_partitions() {
	local root esp swap format=no
	root=$(partition_choices $minimum_mib | choose "Partitions" "Root file system: it is formatted, all on it is lost." "$answer_root") || return 1
	esp=$({ [ "$(firmware)" = UEFI ] || echo "none Start by BIOS alone"; partition_choices 32; } |
		choose "Partitions" "EFI system partition:" "$answer_esp") || return 1
	[ "$esp" != none ] || esp=
	if [ -n "$esp" ] && [ "$(file_system_of "$esp")" != vfat ]; then
		ask_yes "Partitions" "$esp holds no FAT file system. Format it? All on it is lost." Format Back || return 1
		format=yes
	fi
	swap=$({ echo "none No swap"; partition_choices 16; } | choose "Partitions" "Swap: it is formatted, all on it is lost." "${answer_swap:-none}") || return 1
	[ "$swap" != none ] || swap=
	answer_layout=partitions answer_root=$root answer_esp=$esp answer_swap=$swap answer_format_esp=$format
	answer_disk=$(disk_of "$root")
	for name in root esp swap boot; do
		eval "problem=\$(check_$name \"\${answer_$name-}\")"
		[ -z "$problem" ] || { say "Partitions" "$problem" && return 2; }
	done
}

ask_disk() {
	local chosen
	while :; do
		chosen=$(disk_choices | choose "Disk" "Where shall $release be installed? A disk is erased as a whole and gets a BIOS boot and an EFI system partition, swap and root." "$answer_disk") || return 1
		case $chosen in
			shell) operator_shell "'exit' returns to the installer." ;;
			partitions) ask_partitions && return 0 ;;
			*) answer_layout=disk answer_disk=$chosen && return 0 ;;
		esac
	done
}
