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
  ['IOMMU groups', String(state.iommuGroups)],
  ['Virtual machine monitor', state.vmm ?? 'none installed'],
];

function element(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

async function refresh() {
  const message = document.querySelector('#message');
  try {
    const response = await fetch('cgi-bin/status');
    if (!response.ok) throw new Error(`the node answers ${response.status}`);
    const state = await response.json();
    document.querySelector('#hostname').textContent = state.hostname;
    document
      .querySelector('#state')
      .replaceChildren(...rows(state).flatMap(([name, value]) => [element('dt', name), element('dd', value)]));
    message.textContent = '';
  } catch (error) {
    message.textContent = `The node's state can't be read (${error.message}); trying again every 5 s.`;
  }
}

refresh();
setInterval(refresh, 5000);
