// SPDX-License-Identifier: Apache-2.0
package org.postern.shell.commands.serving;

import org.postern.api.gateway.GatewayException;
import org.postern.api.keeper.PageServer.Serving;
import org.postern.api.keeper.PortKeeper;
import org.postern.shell.commands.internal.json.JsonFields;
import org.postern.shell.commands.internal.json.JsonText;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A page that a command serves, and the lines that say where; nothing where none is asked for. */
public final class CommandPage implements AutoCloseable {
    private final Optional<PagePlan> plan;
    private final boolean json;
    private final Predicate<String> lines;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean unread;
    private Optional<Serving> serving = Optional.empty();

    private CommandPage(Optional<PagePlan> plan, boolean json, Predicate<String> lines) {
        this.plan = plan;
        this.json = json;
        this.lines = lines;
    }

    /**
     * A page beside what a command does; serves nothing yet.
     *
     * @param lines take what a person must know, one at a time, from any thread
     */
    public static CommandPage beside(Optional<PagePlan> plan, Consumer<String> lines) {
        return new CommandPage(
                plan,
                false,
                line -> {
                    lines.accept(line);
                    return true;
                });
    }

    /**
     * A page that is all that a command does; its lines are data. Serves nothing yet.
     *
     * @param lines print a line, one at a time, from any thread; false where it cannot be written
     */
    static CommandPage alone(PagePlan plan, boolean json, Predicate<String> lines) {
        return new CommandPage(Optional.of(plan), json, lines);
    }

    /** Begins. To be called once. */
    public void start(PortKeeper keeper) throws GatewayException {
        if (plan.isPresent()) {
            AtomicBoolean shown = new AtomicBoolean();
            Serving page =
                    plan.get().start(keeper, each -> show(page(each, shown.getAndSet(true))));
            serving = Optional.of(page);
            show(metrics(page.metrics(), plan.get().token()));
        }
    }

    /** Shows a line where those of the page are. */
    void show(String line) {
        if (!lines.test(line)) {
            unread = true;
            over.countDown();
        }
    }

    /**
     * Blocks until the page has ended, as its bundle was stopped, or a line could not be written.
     * To be called once, after the start.
     *
     * @return whether a line could not be written
     */
    boolean awaitUnread() throws InterruptedException {
        serving.ifPresent(this::endWith);
        over.await();
        return unread;
    }

    /** On a thread of its own, which ends with the page. */
    private void endWith(Serving page) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                page.awaitEnd();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            over.countDown();
                        },
                        "postern-serve");
        thread.setDaemon(true);
        thread.start();
    }

    private String page(URI page, boolean again) {
        if (json) {
            return JsonText.of(new JsonFields().put("page", page).map());
        }
        return again
                ? "A browser opened the page. For another one: " + page
                : "The page opens once, in one browser: " + page;
    }

    private String metrics(URI metrics, MetricsToken token) {
        return json
                ? JsonText.of(
                        new JsonFields()
                                .put("metrics", metrics)
                                .put("metricsToken", token.text())
                                .map())
                : "Metrics for Prometheus: " + metrics + ", with " + token.words();
    }

    /** Ends the page, so that no more ports are kept on it. The second time it does nothing. */
    public void end() {
        serving.ifPresent(Serving::close);
        serving = Optional.empty();
    }

    @Override
    public void close() {
        end();
    }
}
