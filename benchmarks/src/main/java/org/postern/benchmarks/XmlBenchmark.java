// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.postern.igd.control.xml.XmlElement;
import org.postern.igd.control.xml.XmlReader;

/** A gateway's description as XML alone. */
@State(Scope.Thread)
public class XmlBenchmark {
    private static final byte[] DOCUMENT = Fixture.document("description.xml");

    /** From bytes to a tree. */
    @Benchmark
    public XmlElement xmlPostern() throws Exception {
        return XmlReader.read(DOCUMENT);
    }

    /** From bytes to events. */
    @Benchmark
    public int xmlJdk() throws Exception {
        return StaxReader.read(DOCUMENT);
    }
}
