/* Step sample by sample, the straightforward way. */

static double samples(void) {
  const double *first = parameters, *second = first + HIDDEN * (INPUTS + 1), *last = second + HIDDEN * (HIDDEN + 1);
  double *d_first = gradients, *d_second = d_first + HIDDEN * (INPUTS + 1), *d_last = d_second + HIDDEN * (HIDDEN + 1);
  double loss = 0;
  for (int n = 0; n < ROWS; n++) {
    const double *x = rows[n];
    double a[HIDDEN], b[HIDDEN], da[HIDDEN] = {0}, score = last[HIDDEN], d;
    for (int j = 0; j < HIDDEN; j++) {
      double sum = first[j * (INPUTS + 1) + INPUTS];
      for (int i = 0; i < INPUTS; i++) sum += first[j * (INPUTS + 1) + i] * x[i];
      a[j] = ACTIVATED(sum);
    }
    for (int j = 0; j < HIDDEN; j++) {
      double sum = second[j * (HIDDEN + 1) + HIDDEN];
      for (int i = 0; i < HIDDEN; i++) sum += second[j * (HIDDEN + 1) + i] * a[i];
      b[j] = ACTIVATED(sum);
      score += last[j] * b[j];
    }
    loss += loss_of(score, x[INPUTS], &d);
    d_last[HIDDEN] += d;
    for (int j = 0; j < HIDDEN; j++) {
      double db = last[j] * d * SLOPE(b[j]);
      d_last[j] += d * b[j];
      d_second[j * (HIDDEN + 1) + HIDDEN] += db;
      for (int i = 0; i < HIDDEN; i++) {
        d_second[j * (HIDDEN + 1) + i] += db * a[i];
        da[i] += db * second[j * (HIDDEN + 1) + i];
      }
    }
    for (int j = 0; j < HIDDEN; j++) {
      double slope = da[j] * SLOPE(a[j]);
      d_first[j * (INPUTS + 1) + INPUTS] += slope;
      for (int i = 0; i < INPUTS; i++) d_first[j * (INPUTS + 1) + i] += slope * x[i];
    }
  }
  return loss * SHARE;
}

static void prepare(void) {}
