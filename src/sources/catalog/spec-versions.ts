/** The versions of the set `spec` of what stands in the catalog with the one that Debian 13 has: version, address, sha256. */
export const specVersions: Record<string, string> = {
  brotli:
    '1.1.0 https://github.com/google/brotli/archive/v@.tar.gz e720a6ca29428b803f4ad165371771f5398faba397edf6778837a18599ea13ff',
  'double-conversion':
    '3.3.1 https://github.com/google/double-conversion/archive/v@.tar.gz fe54901055c71302dcdc5c3ccbe265a6c191978f3761ce1414d0895d6b0ea90e',
  expat:
    '2.8.0 https://github.com/libexpat/libexpat/releases/download/R_2_8_0/expat-@.tar.xz a37bfae0aa9775bd8521ebd85dc456d486f0ff31138f6c91fd902ea732624542',
  fontconfig:
    '2.16.0 https://www.freedesktop.org/software/fontconfig/release/fontconfig-@.tar.xz 6a33dc555cc9ba8b10caf7695878ef134eeb36d0af366041f639b1da9b6ed220',
  freetype:
    '2.14.3 https://downloads.sourceforge.net/sourceforge/freetype/freetype-@.tar.xz 36bc4f1cc413335368ee656c42afca65c5a3987e8768cc28cf11ba775e785a5f',
  harfbuzz:
    '12.3.2 https://github.com/harfbuzz/harfbuzz/releases/download/@/harfbuzz-@.tar.xz 6f6db164359a2da5a84ef826615b448b33e6306067ad829d85d5b0bf936f1bb8',
  libdrm:
    '2.4.133 https://gitlab.freedesktop.org/mesa/drm/-/archive/libdrm-@/drm-libdrm-@.tar.gz c2a323e050cdac4aca5e1ec5702ffc65f26ac0c38980dd1fd5d8dc7e1eecdf9c',
  libffi:
    '3.5.2 https://github.com/libffi/libffi/releases/download/v@/libffi-@.tar.gz f3a3082a23b37c293a4fcd1053147b371f2ff91fa7ea1b2a52e335676bac82dc',
  'libjpeg-turbo':
    '3.1.4.1 https://github.com/libjpeg-turbo/libjpeg-turbo/releases/download/@/libjpeg-turbo-@.tar.gz ecae8008e2cc9ade2f2c1bb9d5e6d4fb73e7c433866a056bd82980741571a022',
  libpciaccess:
    '0.18.1 https://www.x.org/releases/individual/lib/libpciaccess-@.tar.xz 4af43444b38adb5545d0ed1c2ce46d9608cc47b31c2387fc5181656765a6fa76',
  libpng:
    '1.6.58 https://downloads.sourceforge.net/sourceforge/libpng/libpng-@.tar.xz 28eb403f51f0f7405249132cecfe82ea5c0ef97f1b32c5a65828814ae0d34775',
  libx11:
    '1.8.12 https://www.x.org/releases/individual/lib/libX11-@.tar.gz 220fbcf54b6e4d8dc40076ff4ab87954358019982490b33c7802190b62d89ce1',
  libxau:
    '1.0.12 https://www.x.org/releases/individual/lib/libXau-@.tar.gz 2402dd938da4d0a332349ab3d3586606175e19cb32cb9fe013c19f1dc922dcee',
  libxcb:
    '1.17.0 https://xorg.freedesktop.org/archive/individual/lib/libxcb-@.tar.xz 599ebf9996710fea71622e6e184f3a8ad5b43d0e5fa8c4e407123c88a59a6d55',
  libxdmcp:
    '1.1.5 https://www.x.org/releases/individual/lib/libXdmcp-@.tar.gz 31a7abc4f129dcf6f27ae912c3eedcb94d25ad2e8f317f69df6eda0bc4e4f2f3',
  libxext:
    '1.3.6 https://www.x.org/releases/individual/lib/libXext-@.tar.xz edb59fa23994e405fdc5b400afdf5820ae6160b94f35e3dc3da4457a16e89753',
  libxfixes:
    '6.0.2 https://www.x.org/releases/individual/lib/libXfixes-@.tar.gz 041331b8e6e36038b3bf836785b6b175ec8515f964c9e4e3316b3bfed0f53ac7',
  libxrandr:
    '1.5.4 https://www.x.org/releases/individual/lib/libXrandr-@.tar.gz c72c94dc3373512ceb67f578952c5d10915b38cc9ebb0fd176a49857b8048e22',
  libxrender:
    '0.9.12 https://www.x.org/releases/individual/lib/libXrender-@.tar.gz 0fff64125819c02d1102b6236f3d7d861a07b5216d8eea336c3811d31494ecf7',
  libxshmfence:
    '1.3.3 https://www.x.org/releases/individual/lib/libxshmfence-@.tar.gz 6233ccd9fa80198835efc3039cdf8086ab2b218b17e77ebdb0a19913fcee58d3',
  libxxf86vm:
    '1.1.6 https://www.x.org/releases/individual/lib/libXxf86vm-@.tar.gz d2b4b1ec4eb833efca9981f19ed1078a8a73eed0bb3ca5563b64527ae8021e52',
  md4c: '0.5.2 https://github.com/mity/md4c/archive/release-@.tar.gz 55d0111d48fb11883aaee91465e642b8b640775a4d6993c2d0e7a8092758ef21',
  mesa: '26.0.6 https://mesa.freedesktop.org/archive/mesa-@.tar.xz 1d3c3b8a8363b8cc354175bb4a684ad8b035211cc1d6fa17aeb9b9623c513f89',
  pcre2:
    '10.47 https://github.com/PCRE2Project/pcre2/releases/download/pcre2-@/pcre2-@.tar.gz c08ae2388ef333e8403e670ad70c0a11f1eed021fd88308d7e02f596fcd9dc16',
  wayland:
    '1.25.0 https://gitlab.freedesktop.org/wayland/wayland/-/archive/@.tar.gz cb5a85adac2d0009214949bce3b87088ccec48c58109300bb6273182a1201198',
  'wayland-protocols':
    '1.48 https://gitlab.freedesktop.org/wayland/wayland-protocols/-/archive/@/wayland-protocols-@.tar.gz c563af8e2e784f9599fe23819a3fc5e7d946e76db9f90a2e3ba6c9a869a52911',
  'xcb-proto':
    '1.17.0 https://gitlab.freedesktop.org/xorg/proto/xcbproto/-/archive/xcb-proto-@/xcbproto-xcb-proto-@.tar.gz 479447448281cfb6585ad780f23bd75311af20daf344fb9209c8a87ea77e296a',
  xorgproto:
    '2024.1 https://www.x.org/releases/individual/proto/xorgproto-@.tar.gz 4f6b9b4faf91e5df8265b71843a91fc73dc895be6210c84117a996545df296ce',
  xtrans:
    '1.6.0 https://www.x.org/releases/individual/lib/xtrans-@.tar.xz faafea166bf2451a173d9d593352940ec6404145c5d1da5c213423ce4d359e92',
  libepoxy:
    '1.5.10 https://github.com/anholt/libepoxy/archive/@.tar.gz a7ced37f4102b745ac86d6a70a9da399cc139ff168ba6b8002b4d8d43c900c15',
  'vulkan-headers':
    '1.4.350 https://github.com/KhronosGroup/Vulkan-Headers/archive/v@.tar.gz 6dd105e5cc7ddab6e7b611ae2c1872740d1727557cc8bf9daf13d6de1e4b3999',
  'vulkan-loader':
    '1.4.350 https://github.com/KhronosGroup/Vulkan-Loader/archive/v@.tar.gz fe472f15c49b1915137c065d997dbce86e31750f5bfb56c5c9a3b5b4919e44eb',
};
