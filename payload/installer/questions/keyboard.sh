ask_keyboard() {
	local chosen
	chosen=$(choose "Keyboard" "Which keyboard does the console have? It is used from now on." "$answer_keyboard" <"$keymaps/list") || return 1
	answer_keyboard=$chosen
	# Over a serial line, and where there is no screen, the operator's own terminal decides.
	loadkmap <"$keymaps/$chosen.bmap" 2>/dev/null || true
}
