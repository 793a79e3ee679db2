/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The contract's algorithm step by step, because its Z depends on the order of its additions: scalars are split in two of half the length
 * by the curve's endomorphism and written with odd digits of -15 to 15; the odd multiples of all points get a Z in common, so that the
 * main loop adds points with Z = 1. Where it meets the sum itself Z becomes 0, and a second loop that looks at that does all additions
 * again.
 * Field elements are in Montgomery's form (Montgomery, Modular multiplication without trial division, 1985): this is how a C program
 * multiplies modulo a prime that it knows.
 */
#include "limits.h"

#include <stdbool.h>

__extension__ typedef unsigned __int128 wide;

enum
{
    MAX_POINTS = 15,
    POSITIONS = 160,
    MULTIPLES = 8 /* 1, 3, ... 15 */
};

/* A number of 256 bits, the lowest limb first. */
struct number
{
    uint64_t limb[4];
};

struct modulus
{
    struct number value;
    struct number square; /* 2^512 modulo the value */
    uint64_t inverse;     /* -1 / value modulo 2^64 */
};

/* The field of the coordinates. */
static const struct modulus Prime = {{{0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d, 0x30644e72e131a029}},
    {{0xf32cfc5b538afa89, 0xb5e71911d44501fb, 0x47ab1eff0a417ff6, 0x06d89f71cab8351f}}, 0x87d20782e4866389};

static const struct number Zero = {{0, 0, 0, 0}};

/* 1 in Montgomery's form. */
static const struct number One = {{0xd35d438dc58f0d9d, 0x0a78eb28f5c70b3d, 0x666ea36f7879462c, 0x0e0a77c19a07df2f}};

/* The order of the curve. */
static const struct modulus Order = {{{0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d, 0x30644e72e131a029}},
    {{0x1bb8e645ae216da7, 0x53fe3ab1e35c59e3, 0x8c49833d53bb8085, 0x0216d0b17f4e44a5}}, 0xc2e1f593efffffff};

static bool is_zero(const struct number* a)
{
    return (a->limb[0] | a->limb[1] | a->limb[2] | a->limb[3]) == 0;
}

/* The sum of two limbs and a carry, which becomes that to the next limb. */
static inline uint64_t add_limbs(uint64_t a, uint64_t b, uint64_t* carry)
{
    wide sum = (wide)a + b + *carry;
    *carry = (uint64_t)(sum >> 64);
    return (uint64_t)sum;
}

static inline uint64_t subtract_limbs(uint64_t a, uint64_t b, uint64_t* borrow)
{
    wide difference = (wide)a - b - *borrow;
    *borrow = (uint64_t)(difference >> 64) & 1;
    return (uint64_t)difference;
}

/* a b + c + carry; the upper limb becomes the carry. */
static inline uint64_t multiply_limbs(uint64_t a, uint64_t b, uint64_t c, uint64_t* carry)
{
    wide sum = (wide)a * b + c + *carry;
    *carry = (uint64_t)(sum >> 64);
    return (uint64_t)sum;
}

/* Returns whether a < b. */
static inline bool subtract_raw(struct number* to, const struct number* a, const struct number* b)
{
    uint64_t borrow = 0;
    to->limb[0] = subtract_limbs(a->limb[0], b->limb[0], &borrow);
    to->limb[1] = subtract_limbs(a->limb[1], b->limb[1], &borrow);
    to->limb[2] = subtract_limbs(a->limb[2], b->limb[2], &borrow);
    to->limb[3] = subtract_limbs(a->limb[3], b->limb[3], &borrow);
    return borrow != 0;
}

static inline void add_raw(struct number* to, const struct number* a, const struct number* b)
{
    uint64_t carry = 0;
    to->limb[0] = add_limbs(a->limb[0], b->limb[0], &carry);
    to->limb[1] = add_limbs(a->limb[1], b->limb[1], &carry);
    to->limb[2] = add_limbs(a->limb[2], b->limb[2], &carry);
    to->limb[3] = add_limbs(a->limb[3], b->limb[3], &carry);
}

static inline void select(struct number* to, bool condition, const struct number* yes, const struct number* no)
{
    to->limb[0] = condition ? yes->limb[0] : no->limb[0];
    to->limb[1] = condition ? yes->limb[1] : no->limb[1];
    to->limb[2] = condition ? yes->limb[2] : no->limb[2];
    to->limb[3] = condition ? yes->limb[3] : no->limb[3];
}

/* The value less the modulus, unless it is below it. */
static inline void reduce(struct number* to, const struct number* a, const struct modulus* m)
{
    struct number less;
    bool is_below = subtract_raw(&less, a, &m->value);
    select(to, is_below, a, &less);
}

/* a b / 2^256 modulo m. Both moduli are below 2^254, so that no carry leaves the fourth limb. */
static inline __attribute__((always_inline)) void multiply_modulo(
    struct number* to, const struct number* a, const struct number* b, const struct modulus* m)
{
    uint64_t t0 = 0, t1 = 0, t2 = 0, t3 = 0;
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++)
    {
        uint64_t x = a->limb[i], carry = 0, folded = 0;
        t0 = multiply_limbs(x, b->limb[0], t0, &carry);
        uint64_t factor = t0 * m->inverse;
        (void)multiply_limbs(factor, m->value.limb[0], t0, &folded);
        t1 = multiply_limbs(x, b->limb[1], t1, &carry);
        t0 = multiply_limbs(factor, m->value.limb[1], t1, &folded);
        t2 = multiply_limbs(x, b->limb[2], t2, &carry);
        t1 = multiply_limbs(factor, m->value.limb[2], t2, &folded);
        t3 = multiply_limbs(x, b->limb[3], t3, &carry);
        t2 = multiply_limbs(factor, m->value.limb[3], t3, &folded);
        t3 = carry + folded;
    }

    struct number product = {{t0, t1, t2, t3}};
    reduce(to, &product, m);
}

static inline void add_modulo(struct number* to, const struct number* a, const struct number* b, const struct modulus* m)
{
    struct number sum;
    add_raw(&sum, a, b);
    reduce(to, &sum, m);
}

/* In the field; to may be a or b. */
static void multiply(struct number* to, const struct number* a, const struct number* b)
{
    multiply_modulo(to, a, b, &Prime);
}

static inline void add(struct number* to, const struct number* a, const struct number* b)
{
    add_modulo(to, a, b, &Prime);
}

/*
 * Sums and differences below 2p that are only factors afterwards: a product of two numbers is reduced by one subtraction as long as it is
 * below 5 p^2.
 */
static inline void add_lazily(struct number* to, const struct number* a, const struct number* b)
{
    add_raw(to, a, b);
}

static inline void subtract_lazily(struct number* to, const struct number* a, const struct number* b)
{
    struct number rest;
    (void)subtract_raw(&rest, &Prime.value, b);
    add_raw(to, a, &rest);
}

static inline void subtract(struct number* to, const struct number* a, const struct number* b)
{
    struct number difference, more;
    bool is_below = subtract_raw(&difference, a, b);
    add_raw(&more, &difference, &Prime.value);
    select(to, is_below, &more, &difference);
}

/* At most p. */
static inline void negate(struct number* to, const struct number* a)
{
    (void)subtract_raw(to, &Prime.value, a);
}

static struct number read_number(const uint8_t* bytes)
{
    struct number value;
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) value.limb[i] = limit_read64(bytes + 24 - 8 * i);
    return value;
}

static void read_field(struct number* to, const uint8_t* bytes)
{
    struct number value = read_number(bytes);
    multiply(to, &value, &Prime.square);
}

static void write_field(uint8_t* bytes, const struct number* value)
{
    const struct number one = {{1, 0, 0, 0}};
    struct number plain;
    multiply(&plain, value, &one);
    for (int i = 0; i < 4; i++) limit_write64(bytes + 24 - 8 * i, plain.limb[i]);
}

/* (x / z^2, -y / z^3). */
struct point
{
    struct number x, y, z;
};

/* A point with Z = 1 as the main loop reads it: -x and y. */
struct entry
{
    struct number x, y;
};

static void twice_point(struct point* p)
{
    struct number y, y2, s, slope, t;
    add_lazily(&y, &p->y, &p->y);
    multiply(&p->z, &p->z, &y);
    subtract(&p->z, &Zero, &p->z); /* 0 stays 0 */
    multiply(&y2, &y, &p->y);
    add_lazily(&y, &y2, &y2);
    multiply(&s, &p->x, &y);
    multiply(&y2, &y2, &y);
    multiply(&t, &p->x, &p->x);
    add(&slope, &t, &t);
    add(&slope, &slope, &t);
    multiply(&p->x, &slope, &slope);
    subtract(&p->x, &p->x, &s);
    subtract(&p->x, &p->x, &s);
    subtract_lazily(&t, &p->x, &s);
    multiply(&t, &t, &slope);
    add(&p->y, &y2, &t);
}

/* What two points differ by, brought to the same Z: h in x, by whose powers the sum is scaled, and r in y. */
struct chord
{
    struct number h, r, h2, h3;
};

static void find_chord(struct chord* chord, const struct point* p, const struct entry* entry)
{
    struct number power, t;
    multiply(&power, &p->z, &p->z);
    multiply(&t, &entry->x, &power);
    add_lazily(&chord->h, &p->x, &t);
    multiply(&power, &p->z, &power);
    multiply(&t, &entry->y, &power);
    add_lazily(&chord->r, &p->y, &t);
    multiply(&chord->h2, &chord->h, &chord->h);
}

static void add_chord(struct point* p, struct chord* chord)
{
    struct number v, t;
    multiply(&chord->h3, &chord->h, &chord->h2);
    multiply(&v, &p->x, &chord->h2);
    multiply(&t, &chord->r, &chord->r);
    add(&p->x, &chord->h3, &t);
    subtract(&p->x, &p->x, &v);
    subtract(&p->x, &p->x, &v);
    subtract_lazily(&t, &v, &p->x);
    multiply(&t, &chord->r, &t);
    multiply(&p->y, &p->y, &chord->h3);
    subtract(&p->y, &t, &p->y);
    multiply(&p->z, &p->z, &chord->h);
}

/* What is kept of a point: its odd multiples, and the square and cube of what Z was multiplied by on the way to each. */
struct chain
{
    struct number x[MULTIPLES], y[MULTIPLES], h2[MULTIPLES], h3[MULTIPLES];
};

static struct chain Chains[MAX_POINTS];

/* For each point the digits -15 to 15, by their low five bits and whether the endomorphism was applied. */
static struct entry Entries[MAX_POINTS][2][MULTIPLES * 2];

/* At each power of two the digits to add, in the order in which they were found: place in Entries. */
static struct
{
    int count;
    uint16_t digit[2 * MAX_POINTS];
} Digits[POSITIONS];

static const struct entry* entry_at(uint16_t digit)
{
    return &Entries[0][0][0] + digit;
}

static uint64_t low_bits(const struct number* k, unsigned count)
{
    return k->limb[0] & ((1ULL << count) - 1);
}

static void shift_right(struct number* k, unsigned count)
{
    for (int i = 0; i < 3; i++) k->limb[i] = k->limb[i] >> count | k->limb[i + 1] << (64 - count);
    k->limb[3] >>= count;
}

/* Notes the digits of a scalar. */
static void note_digits(struct number k, int point, int half)
{
    int position = 0;
    while (!is_zero(&k))
    {
        if (low_bits(&k, 1) == 0)
        {
            unsigned zeros = low_bits(&k, 63) == 0 ? 63 : (unsigned)__builtin_ctzll(k.limb[0]);
            shift_right(&k, zeros);
            position += (int)zeros;
            continue;
        }

        uint64_t digit = low_bits(&k, 5);
        uint16_t place = (uint16_t)((point * 2 + half) * MULTIPLES * 2 + (int)(digit / 2));
        Digits[position].digit[Digits[position].count++] = place;
        shift_right(&k, 5);
        position += 5;
        if (digit < 16) continue;
        for (int i = 0; i < 4 && ++k.limb[i] == 0; i++) {}
    }
}

/* The upper half of the product of two numbers. */
static struct number high_product(const struct number* a, const struct number* b)
{
    uint64_t product[8] = {0};
    for (int i = 0; i < 4; i++)
    {
        for (int j = 0; j < 4; j++) product[i + j] = multiply_limbs(a->limb[i], b->limb[j], product[i + j], &product[i + 4]);
    }

    struct number high;
    memcpy(&high, product + 4, sizeof high);
    return high;
}

static void multiply_order(struct number* to, const struct number* a, const struct number* b)
{
    struct number product;
    multiply_modulo(&product, a, b, &Order);
    multiply_modulo(to, &product, &Order.square, &Order);
}

/* Both halves have about 128 bits: k = first - lambda * second modulo the order (Gallant, Lambert and Vanstone, 2001). */
static void split(struct number k, struct number* first, struct number* second)
{
    static const struct number Quotient1 = {{0x7a7bd9d4391eb18d, 0x4ccef014a773d2cf, 0x2, 0}};
    static const struct number Quotient2 = {{0xd91d232ec7e0b3d7, 0x2, 0, 0}};
    static const struct number Basis1 = {{0x89d3256894d213e3, 0, 0, 0}};
    static const struct number Basis2 = {{0xc1d039a872b0eed9, 0xb8e665ff8b011694, 0xb85045b68181585c, 0x30644e72e131a029}};
    static const struct number Lambda = {{0x8b17ea66b99c90dd, 0x5bfc41088d8daaa7, 0xb3c4d79d41a91758, 0}};
    struct number less;
    while (!subtract_raw(&less, &k, &Order.value)) k = less;
    struct number quotient, part;
    quotient = high_product(&k, &Quotient1);
    multiply_order(&part, &Basis1, &quotient);
    quotient = high_product(&k, &Quotient2);
    multiply_order(second, &Basis2, &quotient);
    add_modulo(second, second, &part, &Order);
    multiply_order(first, &Lambda, second);
    add_modulo(first, first, &k, &Order);
}

/* Computes the odd multiples of a point given with the Z of all before it, which is raised. Returns false where two are the same. */
static bool make_chain(struct chain* chain, struct number x, struct number y, struct number* z)
{
    struct number t, y2, s, slope, scale;
    multiply(&t, z, z);
    multiply(&x, &x, &t);
    multiply(&t, z, &t);
    multiply(&y, &y, &t);

    /* 2P, with Z = 2y. */
    struct entry step;
    multiply(&y2, &y, &y);
    add(&t, &y2, &y2);
    add_lazily(&t, &t, &t);
    multiply(&s, &x, &t);
    multiply(&y2, &y2, &t);
    multiply(&t, &x, &x);
    add(&slope, &t, &t);
    add(&slope, &slope, &t);
    multiply(&t, &slope, &slope);
    subtract(&step.x, &s, &t);
    add(&step.x, &step.x, &s);
    add_lazily(&t, &s, &step.x);
    multiply(&step.y, &t, &slope);
    subtract(&step.y, &step.y, &y2);
    subtract(&step.y, &step.y, &y2);

    /* P is brought to the same Z times that of before. */
    add_lazily(&t, z, z);
    multiply(&scale, &y, &t);
    multiply(&chain->h2[0], &scale, &scale);
    multiply(&chain->h3[0], &chain->h2[0], &scale);
    multiply(&chain->x[0], &chain->h2[0], &x);
    multiply(&chain->y[0], &chain->h3[0], &y);

    struct point p = {chain->x[0], Zero, *z};
    negate(&p.y, &chain->y[0]);
    for (int i = 1; i < MULTIPLES; i++)
    {
        struct chord chord;
        find_chord(&chord, &p, &step);
        if (is_zero(&chord.h2)) return false;
        add_chord(&p, &chord);
        chain->x[i] = p.x;
        negate(&chain->y[i], &p.y);
        chain->h2[i] = chord.h2;
        chain->h3[i] = chord.h3;
    }

    multiply(z, &scale, &p.z);
    return true;
}

/* Brings the multiples of all points, the last computed first, to the last Z. */
static void make_entries(size_t points)
{
    static const struct number Beta = {{0x71930c11d782e155, 0xa6bb947cffbe3323, 0xaa303344d4741444, 0x2c3b3f0d26594943}};
    struct number scale2 = One, scale3 = One;
    for (size_t p = 0; p < points; p++)
    {
        const struct chain* chain = &Chains[p];
        for (int i = MULTIPLES - 1; i >= 0; i--)
        {
            struct entry* plain = &Entries[p][0][i];
            struct entry* turned = &Entries[p][1][i];
            multiply(&plain->y, &chain->y[i], &scale3);
            negate(&turned->y, &plain->y);
            multiply(&plain->x, &chain->x[i], &scale2);
            negate(&plain->x, &plain->x);
            multiply(&turned->x, &Beta, &plain->x);
            Entries[p][0][2 * MULTIPLES - 1 - i] = (struct entry){plain->x, turned->y};
            Entries[p][1][2 * MULTIPLES - 1 - i] = (struct entry){turned->x, plain->y};
            multiply(&scale2, &scale2, &chain->h2[i]);
            multiply(&scale3, &scale3, &chain->h3[i]);
        }
    }
}

static struct point point_of(const struct entry* entry)
{
    struct point p = {Zero, Zero, One};
    negate(&p.x, &entry->x);
    negate(&p.y, &entry->y);
    return p;
}

/* The quick loop: Z is 0 at its end if it met the sum itself. */
static struct point sum_quickly(int top)
{
    struct point p = {One, One, One};
    for (int i = top; i >= 0; i--)
    {
        int d = Digits[i].count - 1;
        if (i == top) p = point_of(entry_at(Digits[i].digit[d--]));
        else twice_point(&p);
        for (; d >= 0; d--)
        {
            struct chord chord;
            find_chord(&chord, &p, entry_at(Digits[i].digit[d]));
            add_chord(&p, &chord);
        }
    }

    return p;
}

/* Whether r is 0, which is not reduced. */
static bool is_same(const struct chord* chord)
{
    struct number square;
    multiply(&square, &chord->r, &chord->r);
    return is_zero(&square);
}

static struct point sum_carefully(int top)
{
    const struct point infinity = {Zero, One, Zero};
    struct point p = infinity;
    for (int i = top; i >= 0; i--)
    {
        if (i != top) twice_point(&p);
        for (int d = Digits[i].count - 1; d >= 0; d--)
        {
            const struct entry* entry = entry_at(Digits[i].digit[d]);
            struct chord chord;
            find_chord(&chord, &p, entry);
            if (!is_zero(&chord.h2)) add_chord(&p, &chord);
            else if (is_zero(&p.z)) p = point_of(entry);
            else if (is_same(&chord)) twice_point(&p);
            else p = infinity;
        }
    }

    return p;
}

static bool is_on_curve(const struct number* x, const struct number* y)
{
    static const struct number Three = {{0x7a17caa950ad28d7, 0x1f6ac17ae15521b9, 0x334bea4e696bd284, 0x2a1f6744ce179d8e}};
    struct number left, right;
    multiply(&left, y, y);
    multiply(&right, x, x);
    multiply(&right, &right, x);
    add(&right, &right, &Three);
    return memcmp(&left, &right, sizeof left) == 0;
}

size_t limit_curve(const uint8_t* input, size_t size, uint8_t* output)
{
    size_t points = size / 96;
    if (size % 96 != 0 || points == 0 || points > MAX_POINTS) return 0;
    memset(Digits, 0, sizeof Digits);
    const uint8_t* scalars = input + 64 * points;
    for (size_t i = 0; i < points; i++)
    {
        struct number first, second;
        split(read_number(scalars + 32 * i), &first, &second);
        note_digits(second, (int)i, 1);
        note_digits(first, (int)i, 0);
    }

    struct number z = One;
    for (size_t i = points; i-- > 0;)
    {
        struct number x, y;
        read_field(&x, input + 64 * i);
        read_field(&y, input + 64 * i + 32);
        if (!is_on_curve(&x, &y) || !make_chain(&Chains[i], x, y, &z)) return 0;
    }

    make_entries(points);
    int top = POSITIONS - 1;
    while (top > 0 && Digits[top].count == 0) top--;
    if (Digits[top].count == 0) return 0;
    struct point p = sum_quickly(top);
    if (is_zero(&p.z)) p = sum_carefully(top);
    negate(&p.y, &p.y);
    multiply(&p.z, &p.z, &z);
    write_field(output, &p.x);
    write_field(output + 32, &p.y);
    write_field(output + 64, &p.z);
    return 96;
}
