// Draws the nodes of a .glb: flat faces in soft light, glass last.

const VERTEX = `#version 300 es
in vec3 position;
uniform mat4 world, seen;
out vec3 place;
void main() {
  vec4 at = world * vec4(position, 1.0);
  place = at.xyz;
  gl_Position = seen * at;
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in vec3 place;
uniform vec4 colour;
uniform vec3 eye;
out vec4 shown;
void main() {
  vec3 normal = normalize(cross(dFdx(place), dFdy(place)));
  if (dot(normal, eye - place) < 0.0) normal = -normal;
  float key = max(dot(normal, normalize(vec3(0.55, 0.76, 0.35))), 0.0);
  vec3 lit = colour.rgb * (0.42 + 0.22 * normal.y + 0.42 * key);
  shown = vec4(pow(lit, vec3(1.0 / 2.2)), colour.a);
}`;

const SKY = [0.215, 0.255, 0.32];

function drawing(canvas, glb) {
  const gl = canvas.getContext("webgl2", { antialias: true });
  if (!gl) return null;
  const program = built(gl);
  const uniforms = Object.fromEntries(
    ["world", "seen", "colour", "eye"].map((name) => [name, gl.getUniformLocation(program, name)]),
  );
  const meshes = glb.json.meshes.map((mesh) => loaded(gl, glb, mesh.primitives[0]));
  gl.useProgram(program);
  gl.enable(gl.DEPTH_TEST);
  gl.blendFunc(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA);
  // Draws everything as seen by `camera` (its place as a matrix) into a rectangle of the canvas.
  return (camera, yfov, [left, foot, width, height]) => {
    gl.disable(gl.SCISSOR_TEST);
    gl.clearColor(0, 0, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.viewport(left, foot, width, height);
    gl.scissor(left, foot, width, height);
    gl.enable(gl.SCISSOR_TEST);
    gl.clearColor(...SKY, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const lens = perspective(yfov, width / height, 0.02, 300);
    gl.uniformMatrix4fv(uniforms.seen, false, multiply(lens, undone(camera)));
    gl.uniform3f(uniforms.eye, camera[12], camera[13], camera[14]);
    const there = glb.nodes.filter((node) => node.mesh !== undefined && !node.away);
    const glass = there.filter((node) => meshes[node.mesh].colour[3] < 1);
    const solid = there.filter((node) => meshes[node.mesh].colour[3] === 1);
    gl.disable(gl.BLEND);
    gl.depthMask(true);
    for (const node of solid) one(gl, uniforms, node, meshes[node.mesh]);
    gl.enable(gl.BLEND);
    gl.depthMask(false);
    for (const node of glass) one(gl, uniforms, node, meshes[node.mesh]);
    gl.depthMask(true);
  };
}

function one(gl, uniforms, node, mesh) {
  gl.bindVertexArray(mesh.array);
  if (mesh.targets.length) morph(gl, node, mesh);
  gl.uniformMatrix4fv(uniforms.world, false, node.world);
  gl.uniform4fv(uniforms.colour, mesh.colour);
  if (mesh.both) gl.disable(gl.CULL_FACE);
  else gl.enable(gl.CULL_FACE);
  gl.drawElements(gl.TRIANGLES, mesh.count, mesh.kind, 0);
}

function morph(gl, node, mesh) {
  mesh.now.set(mesh.base);
  node.weights.forEach((weight, number) => {
    if (weight === 0) return;
    const target = mesh.targets[number];
    for (let n = 0; n < target.length; n++) mesh.now[n] += weight * target[n];
  });
  gl.bindBuffer(gl.ARRAY_BUFFER, mesh.points);
  gl.bufferSubData(gl.ARRAY_BUFFER, 0, mesh.now);
}

function loaded(gl, glb, primitive) {
  const base = glb.numbers[primitive.attributes.POSITION];
  const corners = glb.numbers[primitive.indices];
  const targets = (primitive.targets || []).map((target) => glb.numbers[target.POSITION]);
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  const points = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, points);
  gl.bufferData(gl.ARRAY_BUFFER, base, targets.length ? gl.DYNAMIC_DRAW : gl.STATIC_DRAW);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 3, gl.FLOAT, false, 0, 0);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, corners, gl.STATIC_DRAW);
  const material = glb.json.materials[primitive.material];
  return {
    array,
    points,
    base,
    now: new Float32Array(base),
    targets,
    count: corners.length,
    kind: corners instanceof Uint16Array ? gl.UNSIGNED_SHORT : gl.UNSIGNED_INT,
    both: material.doubleSided === true,
    colour: material.pbrMetallicRoughness.baseColorFactor,
  };
}

function built(gl) {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.bindAttribLocation(program, 0, "position");
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(gl.getProgramInfoLog(program));
  }
  return program;
}
