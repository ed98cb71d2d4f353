/** SmechVisor's version: in the names of its media and in /etc/os-release. */
export const smechvisorVersion = '0.1.0';
