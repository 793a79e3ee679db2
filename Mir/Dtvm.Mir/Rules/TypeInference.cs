// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Rules;

/// <summary>Finds which terms of a rule share a type, while the rule is read.</summary>
internal sealed class TypeInference
{
    private readonly List<int> _parents = [];
    private readonly List<MirType> _fixed = [];
    private readonly List<(char Name, int Type)> _named = [];
    private readonly List<TypeOrder> _orders = [];
    private readonly List<int> _numbered = [];
    private readonly List<MirType> _types = [];

    /// <summary>A type that may be any.</summary>
    public int New(MirType type = MirType.Void)
    {
        _parents.Add(_parents.Count);
        _fixed.Add(type);
        return _parents.Count - 1;
    }

    /// <summary>The type of a name: <c>i1</c>, <c>i64</c>, <c>i256</c>, or a capital letter, the same everywhere in the rule; -1 for
    /// another name.</summary>
    public int Named(ReadOnlySpan<char> name)
    {
        switch (name)
        {
            case "i1":
                return New(MirType.I1);
            case "i64":
                return New(MirType.I64);
            case "i256":
                return New(MirType.I256);
        }

        if (name.Length != 1 || !char.IsAsciiLetterUpper(name[0]))
        {
            return -1;
        }

        foreach (var (known, type) in _named)
        {
            if (known == name[0])
            {
                return type;
            }
        }

        var added = New();
        _named.Add((name[0], added));
        return added;
    }

    /// <summary>Makes two types the same.</summary>
    /// <returns>Whether they can be.</returns>
    public bool Unify(int left, int right)
    {
        (left, right) = (Find(left), Find(right));
        if (_fixed[left] != _fixed[right] && _fixed[left] != MirType.Void && _fixed[right] != MirType.Void)
        {
            return false;
        }

        _fixed[left] = _fixed[left] == MirType.Void ? _fixed[right] : _fixed[left];
        _parents[right] = left;
        return true;
    }

    /// <summary>Says that a type has fewer bits than another.</summary>
    public void Order(int narrow, int wide) => _orders.Add(new TypeOrder(narrow, wide));

    /// <summary>Numbers the types that are left in the order of a rule's terms.</summary>
    public (MirType[] Types, TypeOrder[] Orders) Number(ReadOnlySpan<RuleTerm> terms)
    {
        foreach (var term in terms)
        {
            Number(term);
        }

        var orders = new List<TypeOrder>();
        foreach (var (narrow, wide) in _orders)
        {
            var order = new TypeOrder(NumberOf(narrow), NumberOf(wide));
            if (!orders.Contains(order))
            {
                orders.Add(order);
            }
        }

        return ([.. _types], [.. orders]);
    }

    private void Number(RuleTerm term)
    {
        term.TypeClass = NumberOf(term.TypeClass);
        foreach (var argument in term.Arguments)
        {
            Number(argument);
        }
    }

    private int NumberOf(int type)
    {
        var root = Find(type);
        var number = _fixed[root] == MirType.Void ? _numbered.IndexOf(root) : _types.IndexOf(_fixed[root]);
        if (number < 0)
        {
            number = _numbered.Count;
            _numbered.Add(root);
            _types.Add(_fixed[root]);
        }

        return number;
    }

    private int Find(int type)
    {
        while (_parents[type] != type)
        {
            type = _parents[type];
        }

        return type;
    }
}
