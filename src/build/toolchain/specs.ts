/**
 * gcc specs that turn this machine's gcc into one for the musl of a sysroot. `%R` is what the wrapper gives as --sysroot, so the text is
 * the same for every work folder. Headers come from the sysroot first, then gcc's own; gcc's list of library folders (`%D`, which ends in
 * this machine's /usr/lib) is replaced as a whole. `gccLibraries` is a folder, relative to the sysroot, that has libgcc and nothing else.
 */
export const muslSpecs = (gccLibraries: string): string => `%rename cc1 smech_cc1

*cc1:
%{!nostdinc:-nostdinc -isystem %R/usr/include -isystem include%s} %(smech_cc1)

*link_libgcc:
-L%R/usr/lib -L%R/lib -L%R/${gccLibraries}

*libgcc:
libgcc.a%s %:if-exists(libgcc_eh.a%s)

*startfile:
%{!shared:%{static-pie:%R/usr/lib/rcrt1.o;static|no-pie:%R/usr/lib/crt1.o;:%R/usr/lib/Scrt1.o}} %R/usr/lib/crti.o crtbeginS.o%s

*endfile:
crtendS.o%s %R/usr/lib/crtn.o

*link:
-m elf_x86_64 -nostdlib --hash-style=gnu --as-needed -rpath-link %R/usr/lib:%R/lib %{!static|static-pie:--eh-frame-hdr} %{shared:-shared} %{static:-static} %{static-pie:-static -pie --no-dynamic-linker -z text} %{!shared:%{!static:%{!static-pie:%{rdynamic:-export-dynamic} -dynamic-linker /lib/ld-musl-x86_64.so.1}}}

*link_gcc_c_sequence:
--start-group %G %{!nolibc:%L} --end-group

`;

/** Where Debian's glibc packages, which sysroots are made from, have libraries and start files. */
const multiarch = '%R/usr/lib/x86_64-linux-gnu';

/**
 * Likewise for the glibc of a sysroot: gcc's own list of library folders, which leads to this machine's /usr/lib whatever --sysroot says,
 * is replaced as a whole, and start files are the sysroot's.
 */
export const glibcSpecs = (gccLibraries: string): string => `*link_libgcc:
-L%R/usr/lib -L${multiarch} -L%R/${gccLibraries}

*startfile:
%{!shared:%{static-pie:${multiarch}/rcrt1.o;static|no-pie:${multiarch}/crt1.o;:${multiarch}/Scrt1.o}} ${multiarch}/crti.o %{static:crtbeginT.o%s;shared|static-pie|!no-pie:crtbeginS.o%s;:crtbegin.o%s}

*endfile:
%{static:crtend.o%s;shared|static-pie|!no-pie:crtendS.o%s;:crtend.o%s} ${multiarch}/crtn.o

`;
