# What makes the installer's library the shim's. Needs it to be read before.
installer_title="SmechVisor Deploy Shim $(cat /etc/smech/version)"
release=SmechVisor
run=/run/smech/shim
target=$run/target
log=$run/log
incoming=/run/spk-visor
# The answers on their way from the questions to the installation, which is a program of its own.
shim_answers=$run/answers
