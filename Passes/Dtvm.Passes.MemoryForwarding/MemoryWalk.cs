// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;

namespace Dtvm.Passes;

/// <summary>The walk over the extended basic blocks, each block behind the one that dominates it.</summary>
/// <remarks>Never more than <see cref="MaxWords"/> words are known, the latest, so the walk is linear.</remarks>
internal sealed class MemoryWalk
{
    private const int MaxWords = 32;
    private const int MaxSaved = 64 * MaxWords;

    /// <summary>How many instructions a value is kept for, rather than read again: registers hold about three words.</summary>
    private const int MaxDistance = 24;

    private readonly KnownWord[] _words = new KnownWord[MaxWords];
    private readonly KnownWord[] _saved = new KnownWord[MaxSaved];
    private readonly Stack<(MirBlock Block, int First, int Line)> _scopes = new();
    private MirEditor _editor = null!;
    private int _count;
    private int _savedCount;
    private int _line;
    private int _lines;
    private int _position;

    /// <summary>Forwards words, and removes loads and stores.</summary>
    /// <param name="graph">The graph of a function without unreachable blocks.</param>
    /// <param name="dominators">Its dominator tree.</param>
    /// <param name="editor">Its editor, with nothing recorded.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Run(ControlFlowGraph graph, DominatorTree dominators, MirEditor editor)
    {
        _editor = editor;
        _scopes.Clear();
        _savedCount = 0;
        _position = 0;
        foreach (var block in dominators.Preorder)
        {
            Enter(graph.Incoming(block), dominators.ImmediateDominator(block));
            foreach (var inst in block.Instructions)
            {
                _position++;
                Visit(inst);
            }

            Save(block);
        }

        return editor.Apply();
    }

    private void Enter(ReadOnlySpan<BlockEdge> edges, MirBlock? dominator)
    {
        while (_scopes.TryPeek(out var scope) && scope.Block != dominator)
        {
            _savedCount = scope.First;
            _scopes.Pop();
        }

        _count = 0;
        _line = ++_lines;
        if (edges.Length == 1)
        {
            var before = _scopes.Peek();
            _count = _savedCount - before.First;
            _saved.AsSpan(before.First, _count).CopyTo(_words);
            if (edges[0].From.Instructions[^1].Op == MirOp.Br)
            {
                _line = before.Line;
            }
        }
    }

    private void Save(MirBlock block)
    {
        // Deeper trees of blocks than there is room for begin with nothing.
        var count = _savedCount + _count <= MaxSaved ? _count : 0;
        _scopes.Push((block, _savedCount, _line));
        _words.AsSpan(0, count).CopyTo(_saved.AsSpan(_savedCount));
        _savedCount += count;
    }

    private void Visit(MirInst inst)
    {
        switch (inst.Op)
        {
            case MirOp.MemLoad:
                Load(inst);
                return;
            case MirOp.MemStore:
                Store(inst);
                return;
            case MirOp.MemStore8:
                Write(Location.Of(inst.Operands[0], _editor), 1);
                return;
        }

        var effects = inst.Effects;
        if ((effects & MirEffects.ReadsMemory) != 0)
        {
            var (start, length) = RangeOf(inst, inst.ReadRange);
            Read(start, length);
        }

        if ((effects & MirEffects.WritesMemory) != 0)
        {
            var (start, length) = RangeOf(inst, inst.WrittenRange);
            Write(start, length);
        }

        if ((effects & MirEffects.Terminates) != 0)
        {
            Leave(inst.Op);
        }
    }

    private void Load(MirInst inst)
    {
        var at = Location.Of(inst.Operands[0], _editor);
        var index = IndexOf(at);
        if (index >= 0 && _words[index].Value.IsValid)
        {
            if (IsWorthKeeping(_words[index]))
            {
                _editor.Replace(inst.Result, _words[index].Value);
                _editor.Remove(inst);
                return;
            }

            Read(at, KnownWord.Size);
            _words[index].Value = inst.Result;
            _words[index].Line = _line;
            _words[index].Position = _position;
            return;
        }

        Read(at, KnownWord.Size);
        Add(new KnownWord(at, inst.Result, KnownWord.NoStore, _line, _position));
    }

    private void Store(MirInst inst)
    {
        var at = Location.Of(inst.Operands[0], _editor);
        var value = _editor.Find(inst.Operands[1]);
        var index = IndexOf(at);
        if (index >= 0)
        {
            if (_words[index].Value == value)
            {
                _editor.Remove(inst);
                return;
            }

            RemoveStore(_words[index]);
            _words[index].Store = KnownWord.NoStore;
        }

        Write(at, KnownWord.Size);
        Add(new KnownWord(at, value, inst.Index, _line, _position));
    }

    /// <summary>Whether a value had better be kept than read from memory again: to keep a word for long or for another block takes memory
    /// as well, but one that need not be computed.</summary>
    private bool IsWorthKeeping(in KnownWord word) =>
        (word.Line == _line && _position - word.Position <= MaxDistance)
        || _editor.Function.DefinitionOf(word.Value)
            is { Op: MirOp.Const or MirOp.Zext or MirOp.StackLoad or MirOp.Address or MirOp.Caller };

    private int IndexOf(in Location at)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (_words[i].At == at)
            {
                return i;
            }
        }

        return -1;
    }

    private void Add(in KnownWord word)
    {
        if (_count == MaxWords)
        {
            _words.AsSpan(1).CopyTo(_words);
            _count--;
        }

        _words[_count++] = word;
    }

    /// <summary>Somebody reads a range: the stores to it are needed.</summary>
    private void Read(in Location start, long length)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_words[i].Store != KnownWord.NoStore && _words[i].MayOverlap(start, length))
            {
                _words[i].Store = KnownWord.NoStore;
            }
        }
    }

    /// <summary>A range changes: what it held is not known any more. That does not mean that anybody has read it.</summary>
    private void Write(in Location start, long length)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            var word = _words[i];
            if (word.MayOverlap(start, length))
            {
                word.Value = Value.None;
            }

            if (word.IsOfUse)
            {
                _words[kept++] = word;
            }
        }

        _count = kept;
    }

    /// <summary>At the end of a block its stores are needed, unless the execution ends, which leaves nothing of memory.</summary>
    private void Leave(MirOp terminator)
    {
        var isEnd = terminator is MirOp.Stop or MirOp.Return or MirOp.Revert or MirOp.Trap or MirOp.SelfDestruct;
        for (var i = 0; i < _count; i++)
        {
            if (isEnd)
            {
                RemoveStore(_words[i]);
            }

            _words[i].Store = KnownWord.NoStore;
        }
    }

    private void RemoveStore(in KnownWord word)
    {
        if (word.Store != KnownWord.NoStore)
        {
            _editor.Remove(_editor.Function.InstructionAt(word.Store));
        }
    }

    private (Location Start, long Length) RangeOf(MirInst inst, MemoryRange range)
    {
        var isKnown = _editor.Function.IsConstant(_editor.Find(inst.Operands[range.Size]), out var size)
            && size < (ulong)Location.Unbounded;
        return (Location.Of(inst.Operands[range.Offset], _editor), isKnown ? (long)size.Low64 : Location.Unbounded);
    }
}
