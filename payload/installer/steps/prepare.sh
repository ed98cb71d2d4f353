title_prepare="Preparing the disk"

# partitions_of_layout: answer_root, answer_esp and answer_swap of a disk that is all ours.
partitions_of_layout() {
	[ "$answer_layout" = disk ] || return 0
	answer_esp=$(partition_name "$answer_disk" 2)
	answer_swap=$(partition_name "$answer_disk" 3)
	answer_root=$(partition_name "$answer_disk" 4)
}

step_prepare() {
	release_target "$target"
	if [ "$answer_layout" = disk ]; then
		partition_disk "$answer_disk" "$(swap_mib "$(device_mib "$answer_disk")" "$(memory_mib)")"
		answer_format_esp=yes
	fi
	partitions_of_layout
	[ -z "$answer_swap" ] || format_swap "$answer_swap"
	if [ -n "$answer_esp" ] && [ "$answer_format_esp" = yes ]; then format_esp "$answer_esp"; fi
	format_root "$answer_root"
	mount_target "$target" "$answer_root" "$answer_esp"
}
