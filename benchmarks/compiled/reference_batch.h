/* Batched step: a layer's numbers neuron by neuron, the samples side by side, eight at a time in registers. The last
   block is padded with samples whose loss is not counted. */
#define BLOCK 8
#define PADDED ((ROWS + BLOCK - 1) / BLOCK * BLOCK)
typedef double Layer[WIDEST][PADDED];

static Layer input, hidden[2], slopes[2];
static Layer slope; /* derivatives of the losses by the scores */
static double target[PADDED];

static inline void forward(int width, int neurons, const double *weights, Layer in, Layer out) {
  for (int n = 0; n < PADDED; n += BLOCK)
    for (int j = 0; j < neurons; j++) {
      const double *w = weights + j * (width + 1);
      double sum[BLOCK];
      for (int k = 0; k < BLOCK; k++) sum[k] = w[width];
      for (int i = 0; i < width; i++)
        for (int k = 0; k < BLOCK; k++) sum[k] += w[i] * in[i][n + k];
      for (int k = 0; k < BLOCK; k++) out[j][n + k] = ACTIVATED(sum[k]);
    }
}

/* Several partial sums per weight: the compiler may not reorder a single sum. */
static inline void collect(int width, int neurons, Layer in, Layer slope_, double *gradient) {
  for (int j = 0; j < neurons; j++) {
    double *g = gradient + j * (width + 1);
    const double *d = slope_[j];
    for (int i = 0; i < width; i++) {
      double sum[4] = {0};
      for (int n = 0; n < PADDED; n += 4)
        for (int k = 0; k < 4; k++) sum[k] += d[n + k] * in[i][n + k];
      g[i] += (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
    double sum[2] = {0};
    for (int n = 0; n < PADDED; n += 2)
      for (int k = 0; k < 2; k++) sum[k] += d[n + k];
    g[width] += sum[0] + sum[1];
  }
}

static inline void backward(int width, int neurons, const double *weights, Layer out, Layer slope_, Layer in) {
  for (int n = 0; n < PADDED; n += BLOCK)
    for (int i = 0; i < width; i++) {
      double sum[BLOCK] = {0};
      for (int j = 0; j < neurons; j++)
        for (int k = 0; k < BLOCK; k++) sum[k] += weights[j * (width + 1) + i] * slope_[j][n + k];
      for (int k = 0; k < BLOCK; k++) in[i][n + k] = sum[k] * SLOPE(out[i][n + k]);
    }
}

static double samples(void) {
  const double *first = parameters, *second = first + HIDDEN * (INPUTS + 1), *last = second + HIDDEN * (HIDDEN + 1);
  double *d_first = gradients, *d_second = d_first + HIDDEN * (INPUTS + 1), *d_last = d_second + HIDDEN * (HIDDEN + 1);
  static double score[PADDED];
  double loss = 0;
  forward(INPUTS, HIDDEN, first, input, hidden[0]);
  forward(HIDDEN, HIDDEN, second, hidden[0], hidden[1]);
  for (int n = 0; n < PADDED; n++) score[n] = last[HIDDEN];
  for (int i = 0; i < HIDDEN; i++)
    for (int n = 0; n < PADDED; n++) score[n] += last[i] * hidden[1][i][n];
  for (int n = 0; n < ROWS; n++) loss += loss_of(score[n], target[n], &slope[0][n]);
  collect(HIDDEN, 1, hidden[1], slope, d_last);
  for (int i = 0; i < HIDDEN; i++)
    for (int n = 0; n < PADDED; n++) slopes[1][i][n] = last[i] * slope[0][n] * SLOPE(hidden[1][i][n]);
  collect(HIDDEN, HIDDEN, hidden[0], slopes[1], d_second);
  backward(HIDDEN, HIDDEN, second, hidden[0], slopes[1], slopes[0]);
  collect(INPUTS, HIDDEN, input, slopes[0], d_first);
  return loss * SHARE;
}

static void prepare(void) {
  for (int n = 0; n < ROWS; n++) {
    for (int i = 0; i < INPUTS; i++) input[i][n] = rows[n][i];
    target[n] = rows[n][INPUTS];
  }
}
