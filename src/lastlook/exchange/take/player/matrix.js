// Matrices of four by four as WebGL keeps them: column after column.

function multiply(a, b) {
  const out = new Float32Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let n = 0; n < 4; n++) sum += a[n * 4 + row] * b[column * 4 + n];
      out[column * 4 + row] = sum;
    }
  }
  return out;
}

// A place, a turn (quaternion x, y, z, w) and a size.
function composed(place, turn, size) {
  const [x, y, z, w] = turn;
  const [sx, sy, sz] = size;
  return new Float32Array([
    (1 - 2 * (y * y + z * z)) * sx, 2 * (x * y + z * w) * sx, 2 * (x * z - y * w) * sx, 0,
    2 * (x * y - z * w) * sy, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z + x * w) * sy, 0,
    2 * (x * z + y * w) * sz, 2 * (y * z - x * w) * sz, (1 - 2 * (x * x + y * y)) * sz, 0,
    place[0], place[1], place[2], 1,
  ]);
}

// The way back of a matrix that only turns and moves.
function undone(m) {
  const out = new Float32Array(16);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) out[column * 4 + row] = m[row * 4 + column];
  }
  for (let row = 0; row < 3; row++) {
    out[12 + row] = -(m[row * 4] * m[12] + m[row * 4 + 1] * m[13] + m[row * 4 + 2] * m[14]);
  }
  out[15] = 1;
  return out;
}

function perspective(yfov, aspect, near, far) {
  const f = 1 / Math.tan(yfov / 2);
  const depth = near - far;
  return new Float32Array([
    f / aspect, 0, 0, 0, 0, f, 0, 0, 0, 0, (far + near) / depth, -1, 0, 0, (2 * far * near) / depth, 0,
  ]);
}

// Where somebody stands who looks from `eye` at `aim`, y up.
function standing(eye, aim) {
  const back = unit([eye[0] - aim[0], eye[1] - aim[1], eye[2] - aim[2]]);
  const right = unit([back[2], 0, -back[0]]);
  const up = [
    back[1] * right[2] - back[2] * right[1],
    back[2] * right[0] - back[0] * right[2],
    back[0] * right[1] - back[1] * right[0],
  ];
  return new Float32Array([...right, 0, ...up, 0, ...back, 0, ...eye, 1]);
}

function unit(v) {
  const length = Math.hypot(...v) || 1;
  return v.map((value) => value / length);
}
