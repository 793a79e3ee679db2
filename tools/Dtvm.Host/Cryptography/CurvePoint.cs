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
        var side = (x.Square() * x) + FieldElement<TModulus>.FromNumber(TCurve.B);
        return TCurve.HasMinusThree ? side - x.Double() - x : side;
    }

    /// <summary>Whether affine coordinates are on the curve.</summary>
    public static bool Contains(in FieldElement<TModulus> x, in FieldElement<TModulus> y) => y.Square().Equals(RightSide(x));

    /// <summary>Affine coordinates of a point that is not at infinity.</summary>
    public (FieldElement<TModulus> X, FieldElement<TModulus> Y) ToAffine()
    {
        var inverse = _z.Inverse();
        var square = inverse.Square();
        return (_x * square, _y * square * inverse);
    }

    public CurvePoint<TModulus, TCurve> Negate() => new(_x, -_y, _z);

    public CurvePoint<TModulus, TCurve> Double()
    {
        if (_y.IsZero)
        {
            return Infinity;
        }

        var ySquared = _y.Square();
        var slope = Slope();
        var fourXy = (_x * ySquared).Double().Double();
        var x = slope.Square() - fourXy.Double();
        var eightYy = ySquared.Square().Double().Double().Double();
        var y = (slope * (fourXy - x)) - eightYy;
        return new CurvePoint<TModulus, TCurve>(x, y, (_y * _z).Double());
    }

    public CurvePoint<TModulus, TCurve> Add(in CurvePoint<TModulus, TCurve> other)
    {
        if (IsInfinity)
        {
            return other;
        }

        if (other.IsInfinity)
        {
            return this;
        }

        var z1Squared = _z.Square();
        var z2Squared = other._z.Square();
        var u1 = _x * z2Squared;
        var u2 = other._x * z1Squared;
        var s1 = _y * other._z * z2Squared;
        var s2 = other._y * _z * z1Squared;
        var h = u2 - u1;
        var r = s2 - s1;
        if (h.IsZero)
        {
            return r.IsZero ? Double() : Infinity;
        }

        var hSquared = h.Square();
        var hCubed = hSquared * h;
        var v = u1 * hSquared;
        var x = r.Square() - hCubed - v.Double();
        var y = (r * (v - x)) - (s1 * hCubed);
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
        var length = Math.Max(NonAdjacentForm(a, digitsOfA), NonAdjacentForm(b, digitsOfB));
        Span<CurvePoint<TModulus, TCurve>> multiplesOfP = stackalloc CurvePoint<TModulus, TCurve>[1 << (WindowBits - 2)];
        Span<CurvePoint<TModulus, TCurve>> multiplesOfQ = stackalloc CurvePoint<TModulus, TCurve>[1 << (WindowBits - 2)];
        if (!a.IsZero)
        {
            OddMultiples(p, multiplesOfP);
        }

        if (!b.IsZero)
        {
            OddMultiples(q, multiplesOfQ);
        }

        var sum = Infinity;
        for (var i = length - 1; i >= 0; i--)
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
        if (digit == 0)
        {
            return sum;
        }

        return digit > 0 ? sum.Add(oddMultiples[digit >> 1]) : sum.Add(oddMultiples[-digit >> 1].Negate());
    }

    private static void OddMultiples(in CurvePoint<TModulus, TCurve> point, Span<CurvePoint<TModulus, TCurve>> multiples)
    {
        var twice = point.Double();
        multiples[0] = point;
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = multiples[i - 1].Add(twice);
        }
    }

    /// <summary>Signed odd digits below 2^(w-1) with at least w - 1 zeros between them.</summary>
    /// <returns>The number of digits.</returns>
    private static int NonAdjacentForm(in U256 scalar, Span<sbyte> digits)
    {
        digits.Clear();
        var carry = 0;
        var length = 0;
        for (var i = 0; i < 256 + 1;)
        {
            var bit = BitsAt(scalar, i, 1);
            if (bit == carry)
            {
                i++;
                continue;
            }

            var window = BitsAt(scalar, i, WindowBits) + carry;
            carry = window >> (WindowBits - 1);
            digits[i] = (sbyte)(window - (carry << WindowBits));
            length = i + 1;
            i += WindowBits;
        }

        return length;
    }

    private static int BitsAt(in U256 value, int index, int count) =>
        index >= 256 ? 0 : (int)((value >> index).Low64 & ((1UL << count) - 1));

    /// <summary>3 X^2 + a Z^4.</summary>
    private FieldElement<TModulus> Slope()
    {
        if (!TCurve.HasMinusThree)
        {
            var square = _x.Square();
            return square.Double() + square;
        }

        var zSquared = _z.Square();
        var product = (_x - zSquared) * (_x + zSquared);
        return product.Double() + product;
    }
}
