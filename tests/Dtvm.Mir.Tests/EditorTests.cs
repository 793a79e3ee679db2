// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Editing;
using Dtvm.Mir.Tests.Support;

namespace Dtvm.Mir.Tests;

public class EditorTests
{
    [Fact]
    public void ChainsOfReplacementsEndAtTheLastValue()
    {
        var test = new MirTest();
        var (a, b, c) = (test.Unknown(-1), test.Unknown(-2), test.Unknown(-3));
        test.Keep(0, a);
        test.Keep(1, b);
        test.Stop();
        var editor = new MirEditor(test.Function);
        Assert.False(editor.HasChanges);
        Assert.True(editor.Replace(a, b));
        Assert.True(editor.Replace(b, c));
        Assert.False(editor.Replace(a, c));
        Assert.False(editor.Replace(c, a));
        Assert.Equal(c, editor.Find(a));
        editor.Remove(test.Function.Entry.Instructions[0]);
        Assert.Contains("stack.store 0, v0", test.Text);
        Assert.True(editor.Apply());
        Assert.False(editor.Apply());
        Assert.Equal(
            """
            func @pc_0x0 {
            block0:
                v1 = stack.load -2
                v2 = stack.load -3
                stack.store 0, v2
                stack.store 1, v2
                stop
            }

            """.ReplaceLineEndings("\n"),
            test.Text);
    }

    [Fact]
    public void ParametersGoWithTheirArguments()
    {
        var test = new MirTest();
        var next = test.Function.AddBlock();
        var first = test.Function.AddParameter(next, MirType.I256);
        var second = test.Function.AddParameter(next, MirType.I256);
        var third = test.Function.AddParameter(next, MirType.I256);
        var word = test.Word(1);
        var other = test.Word(2);
        test.Builder.BrIf(test.UnknownTruth(-1), new BlockTarget(next, [word, other, word]), new BlockTarget(next, [word, word, other]));
        test.Builder.Block = next;
        test.Keep(0, first);
        test.Keep(1, second);
        test.Builder.Br(next, first, third, third);
        var editor = new MirEditor(test.Function);
        editor.Replace(first, word);
        editor.RemoveParameter(first);
        editor.RemoveParameter(third);
        editor.Replace(third, word);
        Assert.True(editor.Apply());
        test.AssertWellFormed();
        Assert.Contains("brif v6, block1(v4), block1(v3)", test.Text);
        Assert.Contains("block1(v1: i256):", test.Text);
        Assert.Contains("br block1(v3)", test.Text);
    }

    [Fact]
    public void LongChainsAreFast()
    {
        var test = new MirTest();
        var values = new Value[200_000];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = test.Word(0);
        }

        test.Stop();
        var editor = new MirEditor(test.Function);
        for (var i = 0; i + 1 < values.Length; i++)
        {
            editor.Replace(values[i], values[i + 1]);
        }

        Assert.All(values, value => Assert.Equal(values[^1], editor.Find(value)));
    }
}
