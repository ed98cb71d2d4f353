const actions = { running: ['stop', 'force-stop'], stopped: ['start', 'delete'] };
const form = document.querySelector('#create');

function row(machine) {
  const made = document.createElement('tr');
  const cells = [machine.name, machine.state, machine.cpus, `${machine.memoryMiB} MiB`, `${machine.diskGiB} GiB`];
  const buttons = actions[machine.state].map((action) =>
    element('button', action, { type: 'button', onclick: () => act(machine.name, action) }),
  );
  const last = document.createElement('td');
  last.append(...buttons);
  made.append(...cells.map((text) => element('td', text)), last);
  return made;
}

async function refreshMachines() {
  const { vms, images, vmm } = await ask('vms');
  document.querySelector('#vmm').hidden = vmm !== null;
  document.querySelector('#vms').replaceChildren(...vms.map(row));
  offer(form.elements.boot, images);
  offer(form.elements.image, ['', ...images]);
}

/** Only when it has changed, so that a choice is not lost. */
function offer(select, names) {
  if ([...select.options].map((option) => option.value).join('/') === names.join('/')) return;
  select.replaceChildren(...names.map((name) => element('option', name || 'none (empty disk)', { value: name })));
}

async function act(name, action) {
  if (action === 'delete' && !confirm(`Delete ${name} and its disk?`)) return;
  await tell(`vms/${name}/${action}`, {});
}

/** What was refused stays until the next request. */
async function tell(path, body) {
  try {
    message.dataset.kind = '';
    await ask(path, body);
  } catch (error) {
    message.dataset.kind = 'refused';
    message.textContent = error.message;
  }
  await refresh();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { kind, boot, image, name, ...numbers } = Object.fromEntries(new FormData(form));
  const sizes = Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, Number(value)]));
  tell('vms', { name, ...sizes, [kind]: boot, ...(image === '' ? {} : { image }) });
});
