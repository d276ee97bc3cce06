// A .glb: its JSON, its numbers, and where every node is at a moment.

const NUMBERS = { 5126: Float32Array, 5123: Uint16Array, 5125: Uint32Array };
const WIDE = { SCALAR: 1, VEC3: 3, VEC4: 4 };

function openGlb(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + length)));
  const start = bytes.byteOffset + 28 + length;
  const numbers = json.accessors.map((one) => {
    const at = start + json.bufferViews[one.bufferView].byteOffset;
    return new NUMBERS[one.componentType](bytes.buffer, at, one.count * WIDE[one.type]);
  });
  return { json, numbers, nodes: asNodes(json), channels: asChannels(json, numbers) };
}

function asNodes(json) {
  const nodes = json.nodes.map((one) => ({
    name: one.name,
    mesh: one.mesh,
    camera: one.camera,
    children: one.children || [],
    about: (one.extras && one.extras.lastlook) || {},
    translation: one.translation || [0, 0, 0],
    rotation: one.rotation || [0, 0, 0, 1],
    scale: one.scale || [1, 1, 1],
    weights: one.mesh === undefined ? [] : json.meshes[one.mesh].weights || [],
    world: null,
    away: false,
    hidden: false,
  }));
  return nodes;
}

function asChannels(json, numbers) {
  if (!json.animations) return [];
  const { channels, samplers } = json.animations[0];
  return channels.map(({ sampler, target }) => {
    const times = numbers[samplers[sampler].input];
    const values = numbers[samplers[sampler].output];
    return {
      node: target.node,
      path: target.path,
      times,
      values,
      wide: values.length / times.length,
      held: samplers[sampler].interpolation === "STEP",
    };
  });
}

// Put every node where it is at a moment.
function pose(glb, at) {
  for (const channel of glb.channels) {
    glb.nodes[channel.node][channel.path] = sampled(channel, at);
  }
  const identity = composed([0, 0, 0], [0, 0, 0, 1], [1, 1, 1]);
  for (const root of glb.json.scenes[0].nodes) place(glb, root, identity, false);
}

function place(glb, number, above, away) {
  const node = glb.nodes[number];
  node.away = away || node.hidden || node.scale[0] === 0;
  node.world = multiply(above, composed(node.translation, node.rotation, node.scale));
  for (const child of node.children) place(glb, child, node.world, node.away);
}

function sampled(channel, at) {
  const { times, values, wide, held } = channel;
  const next = after(times, at);
  const from = Math.max(0, next - 1);
  const to = Math.min(next, times.length - 1);
  const one = values.subarray(from * wide, (from + 1) * wide);
  if (held || from === to) return one;
  const share = Math.min(1, Math.max(0, (at - times[from]) / (times[to] - times[from])));
  const mixed = one.map((value, n) => value + share * (values[to * wide + n] - value));
  return channel.path === "rotation" ? Float32Array.from(unit(Array.from(mixed))) : mixed;
}

// The number of the first sample later than a moment.
function after(times, at) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
