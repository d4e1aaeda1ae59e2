/* Batched step with explicit vectors: a layer's numbers neuron by neuron, the samples side by side, two per vector (a
   register of the compiler's default SSE2), some vectors at a time. The last block is padded with samples whose loss
   is not counted. */
#define BLOCK (ROWS >= 64 ? 8 : 2)
#define PAIRS ((ROWS + 2 * BLOCK - 1) / (2 * BLOCK) * BLOCK)
typedef double Pair __attribute__((vector_size(16)));
typedef Pair Layer[WIDEST][PAIRS];

static Layer input, hidden[2], slopes[3]; /* the last are those of the score */
static double target[2 * PAIRS];

static inline Pair both(double x) { return (Pair){x, x}; }

#if TANH
static inline Pair activated(Pair z) { return (Pair){tanh(z[0]), tanh(z[1])}; }
static inline Pair slope(Pair a) { return 1 - a * a; }
#else
typedef long long Mask __attribute__((vector_size(16)));
static inline Pair activated(Pair z) { return (Pair)((z > 0) & (Mask)z); }
static inline Pair slope(Pair a) { return (Pair)((a > 0) & (Mask)both(1)); }
#endif

static inline void forward(int width, int neurons, const double *weights, Layer in, Layer out) {
  for (int n = 0; n < PAIRS; n += BLOCK)
    for (int j = 0; j < neurons; j++) {
      const double *w = weights + j * (width + 1);
      Pair sum[BLOCK];
      for (int k = 0; k < BLOCK; k++) sum[k] = both(w[width]);
      for (int i = 0; i < width; i++)
        for (int k = 0; k < BLOCK; k++) sum[k] += both(w[i]) * in[i][n + k];
      for (int k = 0; k < BLOCK; k++) out[j][n + k] = activated(sum[k]);
    }
}

static inline void collect(int width, int neurons, Layer in, Layer after, double *gradient) {
  for (int j = 0; j < neurons; j++) {
    double *g = gradient + j * (width + 1);
    Pair all = {0};
    for (int n = 0; n < PAIRS; n++) all += after[j][n];
    g[width] += all[0] + all[1];
    int i = 0;
    for (; i + BLOCK <= width; i += BLOCK) {
      Pair sum[BLOCK] = {{0}};
      for (int n = 0; n < PAIRS; n++)
        for (int k = 0; k < BLOCK; k++) sum[k] += after[j][n] * in[i + k][n];
      for (int k = 0; k < BLOCK; k++) g[i + k] += sum[k][0] + sum[k][1];
    }
    for (; i < width; i++) {
      Pair sum = {0};
      for (int n = 0; n < PAIRS; n++) sum += after[j][n] * in[i][n];
      g[i] += sum[0] + sum[1];
    }
  }
}

static inline void backward(int width, int neurons, const double *weights, Layer out, Layer after, Layer before) {
  for (int n = 0; n < PAIRS; n += BLOCK)
    for (int i = 0; i < width; i++) {
      Pair sum[BLOCK] = {{0}};
      for (int j = 0; j < neurons; j++)
        for (int k = 0; k < BLOCK; k++) sum[k] += both(weights[j * (width + 1) + i]) * after[j][n + k];
      for (int k = 0; k < BLOCK; k++) before[i][n + k] = sum[k] * slope(out[i][n + k]);
    }
}

static double samples(void) {
  const double *first = parameters, *second = first + HIDDEN * (INPUTS + 1), *last = second + HIDDEN * (HIDDEN + 1);
  double *d_first = gradients, *d_second = d_first + HIDDEN * (INPUTS + 1), *d_last = d_second + HIDDEN * (HIDDEN + 1);
  double loss = 0;
  forward(INPUTS, HIDDEN, first, input, hidden[0]);
  forward(HIDDEN, HIDDEN, second, hidden[0], hidden[1]);
  for (int n = 0; n < PAIRS; n++) {
    Pair score = both(last[HIDDEN]);
    for (int i = 0; i < HIDDEN; i++) score += both(last[i]) * hidden[1][i][n];
    for (int k = 0; k < 2 && 2 * n + k < ROWS; k++) {
      double d;
      loss += loss_of(score[k], target[2 * n + k], &d);
      slopes[2][0][n][k] = d;
    }
  }
  collect(HIDDEN, 1, hidden[1], slopes[2], d_last);
  backward(HIDDEN, 1, last, hidden[1], slopes[2], slopes[1]);
  collect(HIDDEN, HIDDEN, hidden[0], slopes[1], d_second);
  backward(HIDDEN, HIDDEN, second, hidden[0], slopes[1], slopes[0]);
  collect(INPUTS, HIDDEN, input, slopes[0], d_first);
  return loss * SHARE;
}

static void prepare(void) {
  for (int n = 0; n < ROWS; n++) {
    for (int i = 0; i < INPUTS; i++) input[i][n / 2][n % 2] = rows[n][i];
    target[n] = rows[n][INPUTS];
  }
}
