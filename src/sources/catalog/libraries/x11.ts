import { inSets } from '../sets.js';

/** X11 and keyboards, for Xwayland and programs of X. */
export const x11Libraries = inSets({
  libfontenc: {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/xorg/lib/libfontenc',
    spec: '1.1.8 https://www.x.org/releases/individual/lib/libfontenc-@.tar.xz 7b02c3d405236e0d86806b1de9d6868fe60c313628b38350b032914aa4fd14c6',
    trixie: '1:1.1.8-1 gz 405168 b55039f70959a1b2f02f4ec8db071e5170528d2c9180b30575dccf7510d7fb9f',
  },
  libice: {
    license: 'MIT-open-group',
    homepage: 'https://gitlab.freedesktop.org/xorg/lib/libice',
    spec: '1.1.2 https://www.x.org/releases/individual/lib/libICE-@.tar.gz 1da62f732f8679c20045708a29372b82dff9e7eceee543ed488b845002b3b0ff',
    trixie: '2:1.1.1-1 gz 489944 04fbd34a11ba08b9df2e3cdb2055c2e3c1c51b3257f683d7fcf42dabcf8e1210',
  },
  libsm: {
    license: 'MIT-open-group',
    homepage: 'https://www.x.org',
    spec: '1.2.6 https://www.x.org/releases/individual/lib/libSM-@.tar.gz 166b4b50d606cdd83f1ddc61b5b9162600034f848b3e32ccbb0e63536b7d6cdd',
    trixie: '2:1.2.6-1 gz 467497 166b4b50d606cdd83f1ddc61b5b9162600034f848b3e32ccbb0e63536b7d6cdd',
  },
  libxcursor: {
    license: 'HPND-sell-variant',
    homepage: 'https://www.x.org',
    spec: '1.2.3 https://www.x.org/releases/individual/lib/libXcursor-@.tar.gz 74e72da27e61cc2cfd2e267c14f500ea47775850048ee0b00362a55c9b60ee9b',
    trixie: '1:1.2.3-1 gz 433030 74e72da27e61cc2cfd2e267c14f500ea47775850048ee0b00362a55c9b60ee9b',
  },
  libxcvt: {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/xorg/lib/libxcvt',
    spec: '0.1.3 https://www.x.org/releases/individual/lib/libxcvt-@.tar.xz a929998a8767de7dfa36d6da4751cdbeef34ed630714f2f4a767b351f2442e01',
    trixie: '0.1.3-1 9680 a929998a8767de7dfa36d6da4751cdbeef34ed630714f2f4a767b351f2442e01',
  },
  libxdamage: {
    license: 'HPND-sell-variant',
    homepage: 'https://www.x.org',
    spec: '1.1.6 https://www.x.org/releases/individual/lib/libXdamage-@.tar.gz 2afcc139eb6eb926ffe344494b1fc023da25def42874496e6e6d3aa8acef8595',
    trixie: '1:1.1.6-1 gz 381548 2afcc139eb6eb926ffe344494b1fc023da25def42874496e6e6d3aa8acef8595',
  },
  libxfont2: {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/xorg/lib/libxfont',
    spec: '2.0.7 https://www.x.org/releases/individual/lib/libXfont2-@.tar.xz 8b7b82fdeba48769b69433e8e3fbb984a5f6bf368b0d5f47abeec49de3e58efb',
    trixie: 'libxfont_1:2.0.6-1+deb13u1 gz 635826 a944df7b6837c8fa2067f6a5fc25d89b0acc4011cd0bc085106a03557fb502fc',
  },
  libxi: {
    license: 'MIT',
    homepage: 'https://www.x.org/',
    spec: '1.8.2 https://www.x.org/releases/individual/lib/libXi-@.tar.xz d0e0555e53d6e2114eabfa44226ba162d2708501a25e18d99cfb35c094c6c104',
    trixie: '2:1.8.2-1 gz 611246 5542daec66febfeb6f51d57abfa915826efe2e3af57534f4105b82240ea3188d',
  },
  libxkbcommon: {
    license: 'MIT',
    homepage: 'https://www.xkbcommon.org/',
    spec: '1.13.1 https://github.com/xkbcommon/libxkbcommon/archive/xkbcommon-@.tar.gz aeb951964c2f7ecc08174cb5517962d157595e9e3f38fc4a130b91dc2f9fec18',
    trixie: '1.7.0-2 534312 65782f0a10a4b455af9c6baab7040e2f537520caa2ec2092805cdfd36863b247',
  },
  libxkbfile: {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/xorg/lib/libxkbfile',
    spec: '1.1.3 https://www.x.org/releases/individual/lib/libxkbfile-@.tar.xz a9b63eea997abb9ee6a8b4fbb515831c841f471af845a09de443b28003874bec',
    trixie: '1:1.1.0-1 gz 441021 2a92adda3992aa7cbad758ef0b8dfeaedebb49338b772c64ddf369d78c1c51d3',
  },
  libxres: {
    license: 'MIT',
    homepage: 'https://www.x.org',
    spec: '1.2.3 https://www.x.org/releases/individual/lib/libXres-@.tar.gz e1ee4845aa6a59e6ba7145422279ffc7da521b4d3dd302c0b1febdf45d06d093',
    trixie: '2:1.2.1-1 gz 381173 918fb33c3897b389a1fbb51571c5c04c6b297058df286d8b48faa5af85e88bcc',
  },
  libxtst: {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/xorg/lib/libxtst',
    spec: '1.2.5 https://www.x.org/releases/individual/lib/libXtst-@.tar.xz b50d4c25b97009a744706c1039c598f4d8e64910c9fde381994e1cae235d9242',
    trixie: '2:1.2.5-1 gz 441257 244ba6e1c5ffa44f1ba251affdfa984d55d99c94bb925a342657e5e7aaf6d39c',
  },
  'xcb-util': {
    license: 'X11',
    homepage: 'https://xcb.freedesktop.org',
    spec: '0.4.1 https://xcb.freedesktop.org/dist/xcb-util-@.tar.gz 21c6e720162858f15fe686cef833cf96a3e2a79875f84007d76f6d00417f593a',
    trixie: '0.4.1-1 gz 393791 21c6e720162858f15fe686cef833cf96a3e2a79875f84007d76f6d00417f593a',
  },
  'xcb-util-cursor': {
    license: 'X11',
    homepage: 'https://xcb.freedesktop.org/',
    spec: '0.1.5 https://xorg.freedesktop.org/archive/individual/lib/xcb-util-cursor-@.tar.xz 0caf99b0d60970f81ce41c7ba694e5eaaf833227bb2cbcdb2f6dc9666a663c57',
    trixie: '0.1.5-1 gz 393852 0e9c5446dc6f3beb8af6ebfcc9e27bcc6da6fe2860f7fc07b99144dfa568e93b',
  },
  'xcb-util-image': {
    license: 'X11',
    homepage: 'https://xcb.freedesktop.org',
    spec: '0.4.1 https://xcb.freedesktop.org/dist/xcb-util-image-@.tar.gz 0ebd4cf809043fdeb4f980d58cdcf2b527035018924f8c14da76d1c81001293b',
    trixie: '0.4.0-2 bz2 327891 2db96a37d78831d643538dd1b595d7d712e04bdccf8896a5e18ce0f398ea2ffc',
  },
  'xcb-util-keysyms': {
    license: 'X11',
    homepage: 'https://xcb.freedesktop.org',
    spec: '0.4.1 https://xcb.freedesktop.org/dist/xcb-util-keysyms-@.tar.gz 1fa21c0cea3060caee7612b6577c1730da470b88cbdf846fa4e3e0ff78948e54',
    trixie: '0.4.1-1 259860 7c260a5294412aed429df1da2f8afd3bd07b7cba3fec772fba15a613a6d5c638',
  },
  'xcb-util-renderutil': {
    license: 'HPND-sell-variant',
    homepage: 'https://xcb.freedesktop.org',
    spec: '0.3.10 https://xcb.freedesktop.org/dist/xcb-util-renderutil-@.tar.gz e04143c48e1644c5e074243fa293d88f99005b3c50d1d54358954404e635128a',
    trixie: '0.3.10-1 262028 3e15d4f0e22d8ddbfbb9f5d77db43eacd7a304029bf25a6166cc63caa96d04ba',
  },
  'xcb-util-wm': {
    license: 'X11',
    homepage: 'https://xcb.freedesktop.org',
    spec: '0.4.2 https://xcb.freedesktop.org/dist/xcb-util-wm-@.tar.gz dcecaaa535802fd57c84cceeff50c64efe7f2326bf752e16d2b77945649c8cd7',
    trixie: '0.4.2-1 285152 62c34e21d06264687faea7edbf63632c9f04d55e72114aa4a57bb95e4f888a0b',
  },
  xkbcomp: {
    license: 'MIT',
    homepage: 'https://gitlab.freedesktop.org/xorg/app/xkbcomp',
    spec: '1.4.7 https://www.x.org/releases/individual/app/xkbcomp-@.tar.gz 00cecc490fcbe2f789cf13c408c459673c2c33ab758d802677321cffcda35373',
  },
  'xkeyboard-config': {
    license: 'MIT',
    homepage: 'https://www.freedesktop.org/Software/XKeyboardConfig',
    spec: '2.44 https://www.x.org/releases/individual/data/xkeyboard-config/xkeyboard-config-@.tar.xz 54d2c33eeebb031d48fa590c543e54c9bcbd0f00386ebc6489b2f47a0da4342a',
    trixie: '2.42-1 gz 1731645 0cba2aee2faaa86f965d0ce400b69279c8215a8ac56e3ad5e6853cb82ba9400f',
  },
  xwayland: {
    license: 'MIT',
    homepage: 'https://www.x.org/',
    spec: '24.1.9 https://gitlab.freedesktop.org/xorg/xserver/-/archive/xwayland-@/xserver-xwayland-@.tar.gz 27b2c92659eaf3fc3705998bcdc6a8a3953c990f83023069425343ac9a85ebe2',
    trixie: '2:24.1.6-1 1302600 737e612ca36bbdf415a911644eb7592cf9389846847b47fa46dc705bd754d2d7',
  },
});
