title_check="Checking the packages"
step_check() { check_packages "$packages"; }
