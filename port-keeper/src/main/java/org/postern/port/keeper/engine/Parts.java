package org.postern.port.keeper.engine;

import java.util.concurrent.Executor;

/** What all parts of one keeper share. */
record Parts(
        KeeperSettings settings,
        Loop loop,
        Time time,
        Agenda agenda,
        Executor workers,
        Jitter jitter,
        Book book,
        Events events) {}
