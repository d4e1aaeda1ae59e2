/* A training step written by hand: a network of two hidden layers, its loss, its gradients and the update, for the
   compiler's default target.

   Built with -DINPUTS -DHIDDEN -DROWS -DRATE -DTANH (else ReLU and a max-margin loss) -DL2, and -DSAMPLES, the file
   that defines `samples`: it returns the loss of all samples and adds their gradients. The program reads the parameters
   and the rows as doubles from the file in its argument; then, like the other trainers, numbers of steps. */

#define _POSIX_C_SOURCE 200112L
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define WIDEST (HIDDEN > INPUTS ? HIDDEN : INPUTS)
#define PARAMETERS (HIDDEN * (INPUTS + 1) + HIDDEN * (HIDDEN + 1) + HIDDEN + 1)

static double start[PARAMETERS], parameters[PARAMETERS], gradients[PARAMETERS], rows[ROWS][INPUTS + 1];

#if TANH
#define ACTIVATED(z) tanh(z)
#define SLOPE(a) (1 - (a) * (a))
#define SHARE 1.0
#else
#define ACTIVATED(z) ((z) > 0 ? (z) : 0)
#define SLOPE(a) ((a) > 0 ? 1.0 : 0.0)
#define SHARE (1.0 / ROWS)
#endif

/* The loss of one score, and its derivative. */
static inline double loss_of(double score, double target, double *slope) {
#if TANH
  double a = tanh(score);
  *slope = 2 * (a - target) * (1 - a * a);
  return (a - target) * (a - target);
#else
  double margin = 1 - target * score;
  *slope = margin > 0 ? -target * SHARE : 0;
  return margin > 0 ? margin : 0;
#endif
}

static double samples(void);
static void prepare(void); /* called once, before the first step */

#include SAMPLES

static double step(void) {
  double penalty = 0;
  for (int i = 0; i < PARAMETERS; i++) {
    penalty += parameters[i] * parameters[i];
    gradients[i] = 2 * L2 * parameters[i];
  }
  double loss = samples();
  for (int i = 0; i < PARAMETERS; i++) parameters[i] -= RATE * gradients[i];
  return loss + L2 * penalty;
}

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? fopen(argv[1], "rb") : NULL;
  if (!file || fread(start, sizeof start, 1, file) != 1 || fread(rows, sizeof rows, 1, file) != 1) return 1;
  fclose(file);
  prepare();
  puts("ready");
  fflush(stdout);
  for (int steps; scanf("%d", &steps) == 1;) {
    struct timespec begin, end;
    double loss = 0;
    memcpy(parameters, start, sizeof start);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    for (int i = 0; i < steps; i++) loss = step();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
    double seconds = (end.tv_sec - begin.tv_sec) + 1e-9 * (end.tv_nsec - begin.tv_nsec);
    printf("{\"seconds\": %.9f, \"loss\": %.17g}\n", seconds, loss);
    fflush(stdout);
  }
  return 0;
}
