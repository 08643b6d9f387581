package org.postern.igd.control.watch;

import org.postern.igd.control.search.WanFacts;
import org.postern.igd.control.search.WanSide;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Asks a gateway now and then how it is; sooner when there is a reason, but not often. */
final class Inquirer {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Between two questions out of turn. */
    private static final Duration REST = Duration.ofSeconds(30);

    /** Longer than any router has been up. */
    private static final Duration UNKNOWN = Duration.ofDays(36_500);

    /** Told what came out. */
    interface Reader {
        void answered(WanFacts facts, Duration elapsed);
    }

    private final Surroundings world;
    private final WanSide wan;
    private final Duration poll;
    private final DoubleSupplier chance;
    private final Reader reader;
    private final Alarm turn;
    private final OpenReadings open = new OpenReadings();
    private Optional<Backoff> impatience = Optional.empty();
    private boolean asking;
    private long askedNanos;
    private boolean timeKnown = true;

    Inquirer(Surroundings world, WanSide wan, Duration poll, DoubleSupplier chance, Reader reader) {
        this.world = world;
        this.wan = wan;
        this.poll = poll;
        this.chance = chance;
        this.reader = reader;
        this.turn = new Alarm(world);
        this.askedNanos = world.nanos();
    }

    void start() {
        Duration regular = Backoff.spread(poll, chance);
        Duration soon = impatience.map(Backoff::next).orElse(regular);
        turn.in(soon.compareTo(regular) < 0 ? soon : regular, this::ask);
    }

    /** A router that has no address now is about to get one, and its event may be lost. */
    void knowsAddress(boolean known) {
        if (known == impatience.isPresent()) {
            impatience = known ? Optional.empty() : Optional.of(new Backoff(chance));
            start();
        }
    }

    void askNow() {
        if (world.nanos() - askedNanos > REST.toNanos()) {
            ask();
        }
    }

    /** The clock stood still. */
    void forgetTime() {
        timeKnown = false;
    }

    void stop() {
        turn.off();
        open.cancel();
    }

    private void ask() {
        if (!asking) {
            asking = true;
            open.follow(wan.ask(TIMEOUT), this::onFacts);
        }
    }

    private void onFacts(WanFacts facts) {
        asking = false;
        Duration elapsed = timeKnown ? Duration.ofNanos(world.nanos() - askedNanos) : UNKNOWN;
        askedNanos = world.nanos();
        timeKnown = true;
        start();
        reader.answered(facts, elapsed);
    }
}
