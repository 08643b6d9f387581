// SPDX-License-Identifier: Apache-2.0
/** Shares a file. Written against the API alone: what does the work is found on the module path. */
module org.postern.examples.share {
    requires jdk.httpserver;
    requires org.postern.api;
}
