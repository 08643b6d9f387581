// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console.page;

import org.postern.api.gateway.GatewayException;
import org.postern.api.upnp.UpnpResult;
import org.postern.web.console.actions.ActionOutcome;
import org.postern.web.console.actions.ConsoleActions;
import org.postern.web.console.actions.MissingService;
import org.postern.web.console.actions.UnusableRequest;
import org.postern.web.console.internal.json.JsonFields;
import org.postern.web.console.internal.json.JsonText;
import org.postern.web.console.internal.presentation.FailureFields;
import org.postern.web.console.status.StatusJson;
import org.postern.web.console.status.StatusReader;

import java.io.IOException;
import java.util.Optional;

/**
 * Answers requests for the page. May be called from any thread. Only actions block, half a minute at
 * most; everything else shows what is known.
 */
public final class ConsolePage {
    private static final String PARTS = "/parts.html";
    private static final String DATA = "/data.json";

    /** As the exit codes of the commands: wrong usage, and something is missing. */
    private static final int USAGE = 64;

    private static final int UNAVAILABLE = 69;

    private final StatusReader reader;
    private final ConsoleActions actions;

    /** Answers nothing yet. */
    public ConsolePage(StatusReader reader, ConsoleActions actions) {
        this.reader = reader;
        this.actions = actions;
    }

    /**
     * Answers a request.
     *
     * @param request of any client
     * @return the answer
     * @throws IOException when the request cannot be read
     * @throws InterruptedException when the calling thread is interrupted during an action
     */
    public PageResponse answer(PageRequest request) throws IOException, InterruptedException {
        return switch (request.method()) {
            case "GET", "HEAD" -> get(request);
            case "POST" -> post(request);
            default -> failed(PageResponse.METHOD_NOT_ALLOWED, USAGE, "Use GET or POST.");
        };
    }

    private PageResponse get(PageRequest request) {
        return switch (request.path()) {
            case "", "/" -> PageResponse.html(new PageHtml(reader.look()).page(request.base()));
            case PageResources.SCRIPT -> resource(request.path(), "text/javascript");
            case PageResources.STYLE -> resource(request.path(), "text/css");
            case PARTS, DATA -> data(request);
            default -> failed(PageResponse.NOT_FOUND, USAGE, "There is no such page.");
        };
    }

    private static PageResponse resource(String path, String type) {
        return PageResponse.text(PageResponse.OK, type, PageResources.read(path));
    }

    private PageResponse data(PageRequest request) {
        if (RequestGuard.isForeignRead(request)) {
            return failed(PageResponse.FORBIDDEN, USAGE, "Another site may not read this.");
        }
        return request.path().equals(DATA)
                ? PageResponse.json(PageResponse.OK, StatusJson.of(reader.look()))
                : PageResponse.html(new PageHtml(reader.look()).parts());
    }

    private PageResponse post(PageRequest request) throws IOException, InterruptedException {
        Optional<String> refusal = RequestGuard.refusal(request);
        if (refusal.isPresent()) {
            return failed(PageResponse.FORBIDDEN, USAGE, refusal.get());
        }
        if (!request.path().isEmpty() && !request.path().equals("/")) {
            return failed(PageResponse.NOT_FOUND, USAGE, "There is no such page.");
        }
        try {
            return done(actions.run(FormBody.read(request)));
        } catch (UnusableRequest e) {
            return failed(PageResponse.BAD_REQUEST, USAGE, message(e));
        } catch (MissingService e) {
            return failed(PageResponse.UNAVAILABLE, UNAVAILABLE, message(e));
        } catch (GatewayException e) {
            return PageResponse.json(
                    PageResponse.UNPROCESSABLE,
                    JsonText.of(
                            FailureFields.of(
                                            Optional.of(e), UpnpResult.of(e).code(), e.getMessage())
                                    .map()));
        }
    }

    private static PageResponse done(ActionOutcome outcome) {
        return PageResponse.json(
                PageResponse.OK,
                JsonText.of(
                        new JsonFields()
                                .put("result", UpnpResult.SUCCESS)
                                .put("code", UpnpResult.SUCCESS.code())
                                .put("message", outcome.message())
                                .put("notes", outcome.notes())
                                .map()));
    }

    private static PageResponse failed(int status, int code, String message) {
        return PageResponse.json(
                status, JsonText.of(FailureFields.of(Optional.empty(), code, message).map()));
    }

    private static String message(Exception failure) {
        return String.valueOf(failure.getMessage());
    }
}
