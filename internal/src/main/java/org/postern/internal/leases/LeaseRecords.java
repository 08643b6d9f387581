// SPDX-License-Identifier: Apache-2.0
package org.postern.internal.leases;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an installation opened, each for a lease: at most 4096 records; those of leases that are over
 * go. They are shared with other processes by a file, where there is a state directory. Safe for
 * several threads.
 *
 * @param <P> by which a record is found
 * @param <R> a record
 */
public final class LeaseRecords<P, R> {
    /** How many are kept. */
    public static final int MOST = 4096;

    /** More lines than records: the file is written anew. */
    private static final int MOST_LINES = 2 * MOST;

    /** What a record is made of. */
    public interface Format<P, R> {
        P place(R held);

        /** When the lease ends, as {@link java.time.Instant#getEpochSecond()}; 0 if it was closed. */
        long untilSecond(R held);

        /** The same, but closed. */
        R closed(R held);

        /** One line of ASCII. */
        String write(R held);

        /** Empty for a line that is damaged, or of a later version. */
        Optional<R> read(String line);
    }

    private final Format<P, R> format;
    private final Clock clock;
    private final Optional<LineFile> file;

    /** Guarded by this; the oldest first. */
    private final Map<P, R> records = new LinkedHashMap<>();

    private int lines;

    /** Reads nothing before the first is asked for. Without a file, this process alone knows them. */
    public LeaseRecords(Format<P, R> format, Clock clock, Optional<Path> file) {
        this.format = format;
        this.clock = clock;
        this.file = file.map(LineFile::new);
    }

    /** Adds a record, in place of an older one. */
    public synchronized void add(R added) {
        readMore();
        put(added);
        write(added);
    }

    /** It is closed, or was not opened. */
    public synchronized void remove(P place) {
        readMore();
        R removed = records.remove(place);
        if (removed != null) {
            write(format.closed(removed));
        }
    }

    /** One whose lease is not over. */
    public synchronized Optional<R> find(P place) {
        readMore();
        return Optional.ofNullable(records.get(place)).filter(each -> !isOver(each));
    }

    /** Those whose leases are not over, the oldest first. */
    public synchronized List<R> all() {
        readMore();
        List<R> all = new ArrayList<>();
        for (R each : records.values()) {
            if (!isOver(each)) {
                all.add(each);
            }
        }
        return all;
    }

    /** What other processes wrote meanwhile, or what there was before this one. */
    private void readMore() {
        if (file.isPresent() && file.get().hasMore()) {
            List<String> all = file.get().read();
            records.clear();
            lines = all.size();
            all.forEach(line -> format.read(line).ifPresent(this::put));
        }
    }

    private void put(R added) {
        P place = format.place(added);
        records.remove(place);
        if (isOver(added)) {
            return;
        }
        if (records.size() >= MOST) {
            records.values().removeIf(this::isOver);
        }
        if (records.size() >= MOST) {
            records.remove(records.keySet().iterator().next());
        }
        records.put(place, added);
    }

    private void write(R written) {
        if (file.isEmpty()) {
            return;
        }
        if (lines >= MOST_LINES) {
            records.values().removeIf(this::isOver);
            file.get().replace(records.values().stream().map(format::write).toList());
            lines = records.size();
        } else {
            file.get().append(format.write(written));
            lines++;
        }
    }

    private boolean isOver(R held) {
        return format.untilSecond(held) <= clock.instant().getEpochSecond();
    }
}
