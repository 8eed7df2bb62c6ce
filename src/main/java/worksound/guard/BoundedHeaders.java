package worksound.guard;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.TooLongHttpHeaderException;

/** Header fields of a request, not more than a browser ever sends: as objects, thousands of tiny ones take fifty times their bytes. */
final class BoundedHeaders extends DefaultHttpHeaders {

  static final int MOST = 100;

  static final HttpHeadersFactory FACTORY = new HttpHeadersFactory() {
    @Override
    public HttpHeaders newHeaders() {
      return new BoundedHeaders();
    }

    @Override
    public HttpHeaders newEmptyHeaders() {
      return new BoundedHeaders();
    }
  };

  private int count;

  @Override
  public HttpHeaders add(CharSequence name, Object value) {
    if (++count > MOST) {
      throw new TooLongHttpHeaderException("more than " + MOST + " header fields");
    }
    return super.add(name, value);
  }
}
