title_boot="Installing the boot loader"

step_boot() {
	partitions_of_layout
	# An EFI system partition that was there before may have another system's loader.
	[ "$answer_layout" = disk ] || [ "$answer_format_esp" = yes ] || [ -z "$answer_esp" ] || keep_other_loader "$target/boot/efi"
	install_grub "$target" "$answer_disk"
}
