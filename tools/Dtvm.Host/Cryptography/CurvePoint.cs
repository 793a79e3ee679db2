using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>A point in Jacobian coordinates: x = X/Z^2, y = Y/Z^3; Z = 0 is the point at infinity.</summary>
/// <remarks>Formulas: Explicit-Formulas Database, dbl-2009-l and dbl-2001-b, add-2007-bl, madd-2007-bl.</remarks>
/// <typeparam name="TModulus">The field's prime.</typeparam>
/// <typeparam name="TCurve">The curve.</typeparam>
internal readonly struct CurvePoint<TModulus, TCurve>
    where TModulus : struct, IPrimeModulus
    where TCurve : struct, ICurve<TModulus>
{
    private const int WindowBits = 5;

    private readonly FieldElement<TModulus> _x;
    private readonly FieldElement<TModulus> _y;
    private readonly FieldElement<TModulus> _z;

    private CurvePoint(in FieldElement<TModulus> x, in FieldElement<TModulus> y, in FieldElement<TModulus> z)
    {
        _x = x;
        _y = y;
        _z = z;
    }

    public static CurvePoint<TModulus, TCurve> Infinity => default;

    public static CurvePoint<TModulus, TCurve> Generator { get; } =
        FromAffine(FieldElement<TModulus>.FromNumber(TCurve.Generator.X), FieldElement<TModulus>.FromNumber(TCurve.Generator.Y));

    public bool IsInfinity => _z.IsZero;

    public static CurvePoint<TModulus, TCurve> FromAffine(in FieldElement<TModulus> x, in FieldElement<TModulus> y) =>
        new(x, y, FieldElement<TModulus>.One);

    /// <summary>x^3 + a x + b.</summary>
    public static FieldElement<TModulus> RightSide(in FieldElement<TModulus> x)
    {
        FieldElement<TModulus> side = (x.Square() * x) + FieldElement<TModulus>.FromNumber(TCurve.B);
        return TCurve.HasMinusThree ? side - x.Double() - x : side;
    }

    /// <summary>Whether affine coordinates are on the curve.</summary>
    public static bool Contains(in FieldElement<TModulus> x, in FieldElement<TModulus> y) => y.Square().Equals(RightSide(x));

    /// <summary>Affine coordinates of a point that is not at infinity.</summary>
    public (FieldElement<TModulus> X, FieldElement<TModulus> Y) ToAffine()
    {
        FieldElement<TModulus> inverse = _z.Inverse();
        FieldElement<TModulus> square = inverse.Square();
        return (_x * square, _y * square * inverse);
    }

    public CurvePoint<TModulus, TCurve> Negate() => new(_x, -_y, _z);

    public CurvePoint<TModulus, TCurve> Double()
    {
        if (_y.IsZero) return Infinity;
        FieldElement<TModulus> ySquared = _y.Square();
        FieldElement<TModulus> slope = Slope();
        FieldElement<TModulus> fourXy = (_x * ySquared).Double().Double();
        FieldElement<TModulus> x = slope.Square() - fourXy.Double();
        FieldElement<TModulus> eightYy = ySquared.Square().Double().Double().Double();
        FieldElement<TModulus> y = (slope * (fourXy - x)) - eightYy;
        return new CurvePoint<TModulus, TCurve>(x, y, (_y * _z).Double());
    }

    public CurvePoint<TModulus, TCurve> Add(in CurvePoint<TModulus, TCurve> other)
    {
        if (IsInfinity) return other;
        if (other.IsInfinity) return this;
        FieldElement<TModulus> z1Squared = _z.Square();
        FieldElement<TModulus> z2Squared = other._z.Square();
        FieldElement<TModulus> u1 = _x * z2Squared;
        FieldElement<TModulus> u2 = other._x * z1Squared;
        FieldElement<TModulus> s1 = _y * other._z * z2Squared;
        FieldElement<TModulus> s2 = other._y * _z * z1Squared;
        FieldElement<TModulus> h = u2 - u1;
        FieldElement<TModulus> r = s2 - s1;
        if (h.IsZero) return r.IsZero ? Double() : Infinity;

        FieldElement<TModulus> hSquared = h.Square();
        FieldElement<TModulus> hCubed = hSquared * h;
        FieldElement<TModulus> v = u1 * hSquared;
        FieldElement<TModulus> x = r.Square() - hCubed - v.Double();
        FieldElement<TModulus> y = (r * (v - x)) - (s1 * hCubed);
        return new CurvePoint<TModulus, TCurve>(x, y, _z * other._z * h);
    }

    /// <summary>This point times a scalar below 2^256.</summary>
    public CurvePoint<TModulus, TCurve> Multiply(in U256 scalar) => MultiplyAdd(scalar, this, U256.Zero, Infinity);

    /// <summary>a P + b Q with one chain of doublings (Straus) over width-5 non-adjacent forms.</summary>
    public static CurvePoint<TModulus, TCurve> MultiplyAdd(
        in U256 a, in CurvePoint<TModulus, TCurve> p, in U256 b, in CurvePoint<TModulus, TCurve> q)
    {
        Span<sbyte> digitsOfA = stackalloc sbyte[257];
        Span<sbyte> digitsOfB = stackalloc sbyte[257];
        int length = Math.Max(NonAdjacentForm(a, digitsOfA), NonAdjacentForm(b, digitsOfB));
        Span<CurvePoint<TModulus, TCurve>> multiplesOfP = stackalloc CurvePoint<TModulus, TCurve>[1 << (WindowBits - 2)];
        Span<CurvePoint<TModulus, TCurve>> multiplesOfQ = stackalloc CurvePoint<TModulus, TCurve>[1 << (WindowBits - 2)];
        if (!a.IsZero) OddMultiples(p, multiplesOfP);
        if (!b.IsZero) OddMultiples(q, multiplesOfQ);

        CurvePoint<TModulus, TCurve> sum = Infinity;
        for (int i = length - 1; i >= 0; i--)
        {
            sum = sum.Double();
            sum = AddDigit(sum, digitsOfA[i], multiplesOfP);
            sum = AddDigit(sum, digitsOfB[i], multiplesOfQ);
        }

        return sum;
    }

    private static CurvePoint<TModulus, TCurve> AddDigit(
        in CurvePoint<TModulus, TCurve> sum, sbyte digit, ReadOnlySpan<CurvePoint<TModulus, TCurve>> oddMultiples)
    {
        if (digit == 0) return sum;
        return digit > 0 ? sum.Add(oddMultiples[digit >> 1]) : sum.Add(oddMultiples[-digit >> 1].Negate());
    }

    private static void OddMultiples(in CurvePoint<TModulus, TCurve> point, Span<CurvePoint<TModulus, TCurve>> multiples)
    {
        CurvePoint<TModulus, TCurve> twice = point.Double();
        multiples[0] = point;
        for (int i = 1; i < multiples.Length; i++) multiples[i] = multiples[i - 1].Add(twice);
    }

    /// <summary>Signed odd digits below 2^(w-1) with at least w - 1 zeros between them.</summary>
    /// <returns>The number of digits.</returns>
    private static int NonAdjacentForm(in U256 scalar, Span<sbyte> digits)
    {
        digits.Clear();
        int carry = 0;
        int length = 0;
        for (int i = 0; i < 256 + 1;)
        {
            int bit = BitsAt(scalar, i, 1);
            if (bit == carry)
            {
                i++;
                continue;
            }

            int window = BitsAt(scalar, i, WindowBits) + carry;
            carry = window >> (WindowBits - 1);
            digits[i] = (sbyte)(window - (carry << WindowBits));
            length = i + 1;
            i += WindowBits;
        }

        return length;
    }

    private static int BitsAt(in U256 value, int index, int count) => index >= 256 ? 0 : (int)((value >> index).Low64 & ((1UL << count) - 1));

    /// <summary>3 X^2 + a Z^4.</summary>
    private FieldElement<TModulus> Slope()
    {
        if (!TCurve.HasMinusThree)
        {
            FieldElement<TModulus> square = _x.Square();
            return square.Double() + square;
        }

        FieldElement<TModulus> zSquared = _z.Square();
        FieldElement<TModulus> product = (_x - zSquared) * (_x + zSquared);
        return product.Double() + product;
    }
}
