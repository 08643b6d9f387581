// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks;

import org.openjdk.jmh.results.RunResult;

import java.util.Collection;

/** What is read, by whom, and how fast Postern promises to be. */
enum Row {
    ANSWER("SSDP answer to a search", "Ssdp", "answerPostern", "answerJupnp", "2 µs"),
    NOTIFY("SSDP announcement", "Ssdp", "notifyPostern", "notifyJupnp", "2 µs"),
    SEARCH("SSDP search request", "Ssdp", "searchPostern", "searchJupnp", "2 µs"),
    DESCRIPTION(
            "description of 5 KB; beside jUPnP's default (DOM)",
            "Description",
            "descriptionPostern",
            "descriptionJupnp",
            "200 µs"),
    DESCRIPTION_SAX(
            "description of 5 KB; beside jUPnP's SAX reader",
            "Description",
            "descriptionPostern",
            "descriptionJupnpSax",
            "200 µs"),
    XML(
            "its XML alone, to a tree; beside the JDK's StAX, to events",
            "Xml",
            "xmlPostern",
            "xmlJdk",
            "60 µs"),
    REPLY("SOAP reply with five arguments", "Soap", "replyPostern", "replyJupnp", ""),
    FAULT("SOAP fault", "Soap", "faultPostern", "faultJupnp", ""),
    RESPONSE(
            "HTTP response of 5 KB; beside Jetty's parser, jUPnP's",
            "Http",
            "responsePostern",
            "responseJupnp",
            ""),
    EVENT("event of four variables", "Event", "eventPostern", "eventJupnp", "");

    private final String what;
    private final String reader;
    private final String postern;
    private final String jupnp;
    private final String promised;

    Row(String what, String reader, String postern, String jupnp, String promised) {
        this.what = what;
        this.reader = reader;
        this.postern = postern;
        this.jupnp = jupnp;
        this.promised = promised;
    }

    String line(Collection<RunResult> results) {
        Figures ours = figures(results, postern);
        Figures theirs = figures(results, jupnp);
        return "| "
                + String.join(
                        " | ",
                        what,
                        ours.time(),
                        ours.allocation(),
                        theirs.time(),
                        theirs.allocation(),
                        Figures.number(theirs.micros() / ours.micros()),
                        promised.isEmpty() ? "faster" : "at most " + promised + ", faster")
                + " |";
    }

    private Figures figures(Collection<RunResult> results, String method) {
        String name = reader + "Benchmark." + method;
        return results.stream()
                .filter(each -> each.getParams().getBenchmark().endsWith("." + name))
                .map(Figures::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + name));
    }
}
