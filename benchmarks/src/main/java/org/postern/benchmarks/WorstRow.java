// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.openjdk.jmh.results.RunResult;

import java.util.Collection;
import java.util.Comparator;

/** The readers that are kept busy, each with the input that does it best. */
enum WorstRow {
    DATAGRAM("SSDP message", "worstDatagram"),
    DESCRIPTION("description", "worstDescription"),
    REPLY("SOAP reply", "worstReply"),
    RESPONSE("HTTP response", "worstResponse");

    private final String what;
    private final String method;

    WorstRow(String what, String method) {
        this.what = what;
        this.method = method;
    }

    String line(Collection<RunResult> results) {
        RunResult worst =
                results.stream()
                        .filter(run -> run.getParams().getBenchmark().endsWith("." + method))
                        .max(Comparator.comparingDouble(run -> Figures.of(run).micros()))
                        .orElseThrow(() -> new IllegalStateException("There is no " + method));
        Figures figures = Figures.of(worst);
        return "| "
                + String.join(
                        " | ",
                        "worst "
                                + what
                                + " of 64 KB ("
                                + worst.getParams().getParam("shape").replace('-', ' ')
                                + ")",
                        figures.time(),
                        figures.allocation(),
                        "",
                        "",
                        "",
                        "aim: 20000 µs")
                + " |";
    }
}
