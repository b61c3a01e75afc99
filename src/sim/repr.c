#include "sim/repr.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// Adds one to the last digit of "1.25e-07"; false when that carries beyond the first.
static bool increment(char *e_form)
{
    char *s = strchr(e_form, 'e');
    while (s-- > e_form) {
        if (*s == '.') {
            continue;
        }
        if (*s != '9') {
            ++*s;
            return true;
        }
        *s = '0';
    }
    return false;
}

// The fewest digits that read back as x, in %e form, perhaps with zeros behind: a decimal of up to 15 digits survives
// the way through a double, so if one reads back it is the one that 15 digits give (but for denormal numbers). Below a
// power of two doubles are closer to each other than above, so there the nearest decimal may be too far away when the
// next larger one is not.
static void shortest(double x, char *buffer, size_t size)
{
    for (int digits = x < DBL_MIN ? 1 : 15; digits <= 17; digits++) {
        snprintf(buffer, size, "%.*e", digits - 1, x);
        double back = strtod(buffer, NULL);
        if (back == x || (back < x && increment(buffer) && strtod(buffer, NULL) == x)) {
            break;
        }
    }
}

// "-1.25e-07" -> sign, digits, exponent.
static int split(const char *e_form, char *digits)
{
    int n = 0;
    const char *s = e_form;
    for (; *s && *s != 'e'; s++) {
        if (*s >= '0' && *s <= '9') {
            digits[n++] = *s;
        }
    }
    while (n > 1 && digits[n - 1] == '0') {
        n--;
    }
    digits[n] = 0;
    return atoi(s + 1);
}

// float_repr_style 'short': an exponent when it is below -4 or at least 16.
static int layout(char *out, size_t size, const char *digits, int exponent)
{
    static const char ZEROS[] = "0000000000000000";
    int n = (int)strlen(digits);
    if (exponent < -4 || exponent >= 16) {
        return snprintf(out, size, "%c%s%s%s%02d", digits[0], n > 1 ? "." : "", digits + 1, exponent < 0 ? "e-" : "e+",
                        abs(exponent));
    }
    if (exponent < 0) {
        return snprintf(out, size, "0.%.*s%s", -exponent - 1, ZEROS, digits);
    }
    if (n <= exponent + 1) {
        return snprintf(out, size, "%s%.*s.0", digits, exponent + 1 - n, ZEROS);
    }
    return snprintf(out, size, "%.*s.%s", exponent + 1, digits, digits + exponent + 1);
}

Text python_repr(double x, char buffer[REPR_SIZE])
{
    if (!isfinite(x)) {
        return isnan(x) ? T("nan") : x < 0 ? T("-inf") : T("inf");
    }
    char e_form[40], digits[24];
    int sign = signbit(x) ? 1 : 0;
    shortest(fabs(x), e_form, sizeof e_form);
    int exponent = split(e_form, digits);
    buffer[0] = '-';
    return (Text){buffer, sign + layout(buffer + sign, (size_t)(REPR_SIZE - sign), digits, exponent)};
}
