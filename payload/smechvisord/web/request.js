const message = document.querySelector('#message');

function element(tag, text, attributes = {}) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.textContent = text;
  return made;
}

/** GET without, POST with a body; what the node refuses is thrown with its own sentence. */
async function ask(path, body) {
  const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`cgi-bin/${path}`, body === undefined ? {} : post);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `the node answers ${response.status}`);
  return answer;
}
