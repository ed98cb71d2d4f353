const gib = (bytes) => (bytes === null ? 'unknown' : `${(bytes / 2 ** 30).toFixed(1)} GiB`);
const yes = (value) => (value ? 'yes' : 'no');
const duration = (seconds) =>
  `${Math.floor(seconds / 86400)} d ${Math.floor(seconds / 3600) % 24} h ${Math.floor(seconds / 60) % 60} min`;

const rows = (state) => [
  ['Kernel', state.kernel],
  ['Up for', duration(state.uptimeSeconds)],
  ['Load', state.load.join(', ')],
  ['Processor', `${state.cpu.model}, ${state.cpu.threads} threads`],
  ['Memory', `${gib(state.memory.availableBytes)} available of ${gib(state.memory.totalBytes)}`],
  ['KVM', yes(state.kvm)],
  ['VFIO', yes(state.vfio)],
  ['IOMMU groups', String(state.iommuGroups.length)],
  ['Disks', state.disks.map((disk) => `${disk.name} ${gib(disk.sizeBytes)} ${disk.model ?? ''}`.trim()).join(', ')],
  ['Virtual machine monitor', state.vmm ?? 'none installed'],
];

async function refresh() {
  try {
    const state = await ask('status');
    document.querySelector('#hostname').textContent = state.hostname;
    document
      .querySelector('#state')
      .replaceChildren(...rows(state).flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
    await refreshMachines();
    if (message.dataset.kind !== 'refused') message.textContent = '';
  } catch (error) {
    message.textContent = `The node's state can't be read (${error.message}); trying again every 5 s.`;
  }
}

addEventListener('load', () => {
  refresh();
  setInterval(refresh, 5000);
});
