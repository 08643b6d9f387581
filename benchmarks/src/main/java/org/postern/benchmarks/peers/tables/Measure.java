// SPDX-License-Identifier: Apache-2.0
package org.postern.benchmarks.peers.tables;

import java.util.List;
import java.util.Locale;

/** What is measured, of whom, in which of the charts. The first contender is always Postern. */
enum Measure {
    OPEN_COMMAND("start to open port, command", "process", Unit.MILLISECONDS, Names.COMMANDS),
    OPEN_PROGRAM("start to open port, Java program", "process", Unit.MILLISECONDS, Names.LIBRARIES),
    OPEN_ARCHIVED(
            "the same with a class archive, or an AOT cache from JDK 25 on",
            "process",
            Unit.MILLISECONDS,
            Names.LIBRARIES),
    ASIDE_COMMAND(
            "with a second network where nobody answers, command",
            "process",
            Unit.MILLISECONDS,
            Names.COMMANDS),
    ASIDE_PROGRAM(
            "with a second network where nobody answers, Java program",
            "process",
            Unit.MILLISECONDS,
            Names.LIBRARIES),
    CROWD_COMMAND(
            "with twenty responders that hang, command",
            "trouble",
            Unit.MILLISECONDS,
            Names.COMMANDS),
    CROWD_PROGRAM(
            "with twenty responders that hang, Java program",
            "trouble",
            Unit.MILLISECONDS,
            Names.LIBRARIES),
    NOBODY_COMMAND(
            "no gateway at all: start to being told, command",
            "trouble",
            Unit.MILLISECONDS,
            Names.COMMANDS),
    NOBODY_PROGRAM(
            "no gateway at all: start to being told, Java program",
            "trouble",
            Unit.MILLISECONDS,
            "postern weupnp"),
    SEARCH("warm JVM: search to usable gateway", "warm", Unit.MILLISECONDS, Names.LIBRARIES),
    QUESTION("external address, asked once", "warm", Unit.MICROSECONDS, Names.LIBRARIES),
    MAPPING("a port opened", "warm", Unit.MICROSECONDS, Names.LIBRARIES),
    MAPPING_READ_BACK("a port opened, and read back", "warm", Unit.MICROSECONDS, Names.LIBRARIES),
    THREADS("threads when idle", "footprint", Unit.COUNT, Names.LIBRARIES),
    THREADS_AT_MOST("threads at most", "footprint", Unit.COUNT, Names.LIBRARIES),
    HEAP("heap when idle", "footprint", Unit.KILOBYTES, Names.LIBRARIES),
    THREADS_LISTENING(
            "threads while it listens for gateways that come and go",
            "footprint",
            Unit.COUNT,
            Names.LISTENERS),
    HEAP_LISTENING("heap while it listens", "footprint", Unit.KILOBYTES, Names.LISTENERS),
    SIZE_LIBRARY("size on disk, jars needed", "footprint", Unit.KILOBYTES, Names.LIBRARIES),
    SIZE_COMMAND(
            "size on disk, command without Java and libc",
            "footprint",
            Unit.KILOBYTES,
            Names.COMMANDS);

    final String words;
    final String chart;
    final Unit unit;
    private final String contenders;

    Measure(String words, String chart, Unit unit, String contenders) {
        this.words = words;
        this.chart = chart;
        this.unit = unit;
        this.contenders = contenders;
    }

    /** Whom it is measured of. */
    List<String> contenders() {
        return List.of(contenders.split(" "));
    }

    /** As in the file of figures. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether bare sockets were measured beside it. */
    boolean hasBare() {
        return this == QUESTION || this == MAPPING || this == MAPPING_READ_BACK;
    }

    /** Initialized before the constants are. */
    private static final class Names {
        static final String LIBRARIES = "postern jupnp weupnp";
        static final String COMMANDS = "postern upnpc";
        static final String LISTENERS = "postern jupnp";
    }
}
