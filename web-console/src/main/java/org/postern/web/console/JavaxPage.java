// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.jspecify.annotations.Nullable;
import org.postern.web.console.page.ConsolePage;
import org.postern.web.console.page.PageRequest;
import org.postern.web.console.page.PageResponse;

import java.io.IOException;
import java.util.Locale;

import javax.servlet.Servlet;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The page as a servlet of the package {@code javax.servlet}, for Felix' web console 4. */
final class JavaxPage implements Servlet {
    private final ConsolePage page;
    private volatile @Nullable ServletConfig config;

    JavaxPage(ConsolePage page) {
        this.page = page;
    }

    @Override
    public void init(ServletConfig given) {
        config = given;
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Postern";
    }

    @Override
    public void service(ServletRequest request, ServletResponse response)
            throws ServletException, IOException {
        if (request instanceof HttpServletRequest question
                && response instanceof HttpServletResponse answer) {
            try {
                write(page.answer(neutral(question)), answer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServletException(e);
            }
        }
    }

    private static PageRequest neutral(HttpServletRequest request) throws IOException {
        ConsolePath path = ConsolePath.of(request.getRequestURI(), request.getPathInfo());
        return new PageRequest(
                request.getMethod().toUpperCase(Locale.ROOT),
                path.below(),
                path.base(),
                request::getHeader,
                request.getInputStream());
    }

    /** By the writer: the console has used it for the head of the page. */
    private static void write(PageResponse from, HttpServletResponse to) throws IOException {
        if (!to.isCommitted()) {
            to.setStatus(from.status());
            to.setContentType(from.contentType());
            from.headers().forEach(to::setHeader);
        }
        to.getWriter().write(from.body());
    }

    @Override
    public void destroy() {
        // What it shows belongs to the component.
    }
}
