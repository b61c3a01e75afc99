// Drawn numbers. A draw is a function of (seed, place in the program, task, how often the task drew there): adding a
// probe, or a task, shifts nobody else's numbers. Only operations that IEEE 754 defines exactly are used, so that every
// machine draws the same; results are rounded to whole nanoseconds, as a program text would have them.
#include "sim/run.h"

#include <math.h>

static const uint64_t GOLDEN = 0x9e3779b97f4a7c15u;

// splitmix64 (Steele, Lea, Flood 2014): the finaliser
static uint64_t mix(uint64_t x)
{
    x ^= x >> 30;
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 27;
    x *= 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

uint64_t draw_key(uint64_t seed, uint64_t site)
{
    return mix(mix(seed + GOLDEN) ^ site);
}

// In (0, 1), 53 bits.
static double draw_unit(Run *r, Task *t, int draw)
{
    if (!t->draws) {
        size_t n = (size_t)r->code.draw_count;
        t->draws = store_take(&r->store, n * sizeof *t->draws);
        for (size_t i = 0; i < n; i++) {
            t->draws[i] = 0;
        }
    }
    uint64_t who = t->plain ? ~(uint64_t)t->id : t->id;
    uint64_t x = mix(r->code.draws[draw].key ^ who * GOLDEN);
    x = mix(x + ++t->draws[draw] * GOLDEN);
    return ((double)(x >> 11) + 0.5) * 0x1p-53;
}

// The natural logarithm of x > 0: x = m 2^e with m near 1, and log m = 2 artanh((m - 1) / (m + 1)) as a series.
static double log_of(double x)
{
    int e;
    double m = frexp(x, &e);
    if (m < 0.70710678118654752) {
        m *= 2;
        e--;
    }
    double z = (m - 1) / (m + 1), z2 = z * z, term = z, sum = 0;
    for (int k = 1; k < 40; k += 2) {
        sum += term / k;
        term *= z2;
    }
    return 2 * sum + e * 0.69314718055994531;
}

// e^x: halved until small, a Taylor series, squared again.
static double exp_of(double x)
{
    int halvings = 0;
    while (fabs(x) > 0.5) {
        x /= 2;
        halvings++;
    }
    double term = 1, sum = 1;
    for (int k = 1; k < 20; k++) {
        term *= x / k;
        sum += term;
    }
    while (halvings-- > 0) {
        sum *= sum;
    }
    return sum;
}

static double polynomial(const double *c, int n, double x)
{
    double sum = 0;
    while (n-- > 0) {
        sum = sum * x + c[n];
    }
    return sum;
}

// The inverse of the normal distribution (Acklam 2003; relative error below 1.2e-9).
static double normal_of(double p)
{
    static const double A[] = {2.506628277459239, -30.66479806614716, 138.3577518672690, -275.9285104469687,
                               220.9460984245205, -39.69683028665376};
    static const double B[] = {1, -13.28068155288572, 66.80131188771972, -155.6989798598866, 161.5858368580409,
                               -54.47609879822406};
    static const double C[] = {2.938163982698783, 4.374664141464968, -2.549732539343734, -2.400758277161838,
                               -0.3223964580411365, -0.007784894002430293};
    static const double D[] = {1, 3.754408661907416, 2.445134137142996, 0.3224671290700398, 0.007784695709041462};
    if (p < 0.02425 || p > 1 - 0.02425) {
        double q = sqrt(-2 * log_of(p < 0.5 ? p : 1 - p));
        double x = polynomial(C, 6, q) / polynomial(D, 5, q);
        return p < 0.5 ? x : -x;
    }
    double q = p - 0.5, q2 = q * q;
    return q * polynomial(A, 6, q2) / polynomial(B, 6, q2);
}

double draw_number(Run *r, Task *t, int draw)
{
    const Draw *d = &r->code.draws[draw];
    double u = draw_unit(r, t, draw), x = 0;
    switch (d->kind) {
    case SIM_UNIFORM:
        x = d->a + (d->b - d->a) * u;
        break;
    case SIM_EXPONENTIAL:
        x = -d->a * log_of(u);
        break;
    case SIM_LOGNORMAL:
        x = d->a * exp_of(d->b * normal_of(u));
        break;
    }
    double ns = x * 1e9 + 0.5;
    return ns < 9e18 ? (double)(int64_t)ns / 1e9 : x;
}

bool draw_chance(Run *r, Task *t, int draw, double probability)
{
    return probability >= 1 || (probability > 0 && draw_unit(r, t, draw) < probability);
}
