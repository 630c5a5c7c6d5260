"""Positions by months, what is kept of a stay near the farm, and calendars without jobs that are over."""

from tortoise import BaseDBAsyncClient

RUN_IN_TRANSACTION = True


async def upgrade(db: BaseDBAsyncClient) -> str:
    return """
ALTER TABLE live_states
    ADD COLUMN stay_latitude DOUBLE PRECISION,
    ADD COLUMN stay_longitude DOUBLE PRECISION,
    ADD COLUMN stay_since TIMESTAMPTZ,
    ADD CONSTRAINT live_states_stay_whole CHECK (
        num_nulls(stay_latitude, stay_longitude, stay_since) IN (0, 3));

ALTER TABLE positions RENAME TO positions_undivided;
ALTER TABLE positions_undivided RENAME CONSTRAINT positions_on_the_map TO positions_undivided_on_the_map;
ALTER INDEX positions_once RENAME TO positions_undivided_once;
CREATE TABLE positions (
    id UUID NOT NULL,
    recorded_at TIMESTAMPTZ NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    accuracy_m DOUBLE PRECISION,
    heading DOUBLE PRECISION,
    speed_kmh DOUBLE PRECISION,
    request_id UUID NOT NULL REFERENCES job_requests (id) ON DELETE RESTRICT,
    CONSTRAINT positions_once PRIMARY KEY (request_id, recorded_at),
    CONSTRAINT positions_on_the_map CHECK (
        latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND (latitude, longitude) <> (0, 0))
) PARTITION BY RANGE (recorded_at);
COMMENT ON TABLE positions IS 'A fix that counted. One a request and instant; degrees are WGS 84.';
-- Whatever has no month of its own yet, so that no fix is ever refused for want of a partition.
CREATE TABLE positions_default PARTITION OF positions DEFAULT;

-- True where the month was missing. Rows of it that wait in the default partition move there.
CREATE FUNCTION add_month_of_positions(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    name text := to_char(month, '"positions_"YYYY_MM');
    starts timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
    ends timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(7731001000000002);
    IF to_regclass(name) IS NOT NULL THEN
        RETURN false;
    END IF;
    -- In the order of every writer, who locks the request before its positions.
    LOCK TABLE job_requests IN SHARE ROW EXCLUSIVE MODE;
    LOCK TABLE positions_default IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE positions INCLUDING ALL)', name);
    EXECUTE format(
        'WITH moved AS (DELETE FROM positions_default WHERE recorded_at >= %L AND recorded_at < %L RETURNING *) '
        'INSERT INTO %I SELECT * FROM moved', starts, ends, name);
    EXECUTE format('ALTER TABLE positions ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, starts, ends);
    RETURN true;
END $$;
CREATE FUNCTION drop_month_of_positions(month date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7731001000000002);
    EXECUTE format('DROP TABLE IF EXISTS %I', to_char(month, '"positions_"YYYY_MM'));
END $$;
DO $$
DECLARE month timestamp;
BEGIN
    FOR month IN
        SELECT generate_series(
            date_trunc('month', least(now(), min(recorded_at)) AT TIME ZONE 'UTC'),
            date_trunc('month', now() AT TIME ZONE 'UTC') + interval '3 months', interval '1 month')
        FROM positions_undivided
    LOOP
        PERFORM add_month_of_positions(month::date);
    END LOOP;
END $$;
INSERT INTO positions SELECT id, recorded_at, received_at, latitude, longitude, accuracy_m, heading, speed_kmh, request_id
FROM positions_undivided;
DROP TABLE positions_undivided;

-- Jobs that were over before their time kept their tractor until then.
UPDATE tractor_bookings b
SET active = r.completed_at > b.starts_at,
    ends_at = CASE WHEN r.completed_at > b.starts_at THEN r.completed_at ELSE b.ends_at END
FROM job_requests r WHERE r.id = b.request_id AND r.status = 'COMPLETED' AND b.active AND b.ends_at > r.completed_at;
"""


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""


MODELS_STATE = (
    "eJztfWlz2zjW7l9B+Uv3VCm+sWwneZ1bt4qW6UTdsuSR5M5kRlM0TEEW2xSo4WK3+p3+7x"
    "cHXMTdJLWYYvBF4oIDSs8BAZz9f48WxpTo1rGkqoZD7aML9L9HFC8IO4jfaqEjvFyub8AF"
    "Gz/ovK1Opo/EVLDblt/DD5ZtYhX6nGHdIuzSlFiqqS1tzaBAJKGljlWCXubEJGhhULJClo"
    "3p1DpG9w9Yx1QlykKjhnmPNIs1eCZT9LBCGNmm9siehwyK7DlBS8OyNfpoIUYLDahhz9k5"
    "Yr+SHMNvmRoq+zHs0n4f61DtPw5RbOORsPYme/i//s0ua3RK/iCWf7p8UmYa0acR8LUpdM"
    "CvK/Zqya/d3XWvrnlL+EsPimrozoKuWy9X9tygQXPH0abHQAP3HgklJrbJNMQO6ui6x0D/"
    "kvuL2QXbdEjwU6frC1Myw44OTD36vzOHqsBLBE9SHFtjo0U1FktsH8OVj//P+50hGkXpD8"
    "bKSB4rylFiQMDviTHLu6QaFAaTBkOLofSX2+8aHX71CB7Q+SoNfz798DeOB+PPo8lvcuyO"
    "/uKE2MYuKefAGvIn9meToHfm2JSps+DAdykMFJUkGODTxljAfnQV8P0La/TXb5APpQ9WcX"
    "iPvkm9njy+QO73hH6Ve1cXCD4nVB51hoNvF8j9ntCh/Jvcv5MvkHcwoZ2eLA27/S8XyD+K"
    "v1npzDpa4D8UndBHe85OTz7kMO83acj5d+Lyz2DThzu99L07bX4L2Lhmm2Oxiafc6xIi2e"
    "Cd8d6IHXNtLy/FGk2TsD9j2SUBjVIJTKOYLk3jWZsSM31ySUc0TFNpUqkZktFZ4LRdYBY4"
    "bWfOAnArirHqmCah6qoMxmGaOk/cVUEugnE2xHGEIzujJMyX2mOX2ulAJ0hjaGvu9nIXaL"
    "/fFdSP8Ave/U+7fXr6sf3+9MOn87OPH88/vf/Ugt0wu5e89TGHIZfdL93+OMoMuBAb5SYB"
    "fBRsJxlwxe7Y2oJkjPUIZQz/qUd67B8c4thnf3A6oPrKm/tysB53b+TRWLq5hcctLOs/Os"
    "dPGstwp82vrmJXf45vSYJO0Lfu+CuCU/TPQV+OrwdBu/E/j+A3Ycc2FGq8KHga2lb7V33U"
    "/gLBYPYU2qfChQesPr1gc6pE7qyHxwvWdWIrDBVqYb41t6yUN9Xr5frXIdExxzk5JDzh7x"
    "vvcbzu8ABHxl/+u+Bf9UcIQGq0jSyQk7cW7UX8Cqb4kf8leDY8yZeap1M2ANwxFxeovVut"
    "PIEau41IQVH6G5dlMVoS02ICmYopeiCIvRLq3BVeYUgy8ZaL5+aKC7bd0QCdnnz48O4EYX"
    "05x+/aSVl5i/0KYbh+e9RsYZhhQfQym6mAoIE7qfP3BbZS5+8z91JwK7qQ6xolJ6Xg9Qka"
    "CG/7fRF8WatMgPm9JMLtsgi3mylu7QRgVbPLSVte++bBe1II3pMceE+S8Jrk0dtuFQV4TS"
    "EgLgSxt2kpNYjXJE2ciIvMEtlzRGIKZsKF7UxJEuBr3cAZuoIwUQziGVAd3kjOAfVqcHfZ"
    "k9HtUO50R91BPyp68ptwiV3QbA7BUJZ6cZQN+lgB5jCVwLkAzkL3kj2LNEv3UgvrUt14XF"
    "3MTKiyouimTFuGSbRH+itZJYyu6VqqO6+bw4Q0oZhil038EuhBwgOK/Xf2j4k/SY3Gw25n"
    "fPRXtnJwpzouZ6rZMt8Ppam51ndbuZouaKfoxmMxTZe0XBI6fWew2eYY3VvOw+9EBcMjVz"
    "1xrwznQddUpE2RMUMvc2zzq672EtmGA5qrFrLYN8IWuncsU5k47fftD/cpriI7fNiETuj9"
    "A5mxwX7PPUju8cwmJjs2CTL4kyzoFTp0GcIO2QPUOaaP0KtJpuxBZCq0awenXSu/h2js3u"
    "FA9go+JrmbBfY6pplGi7kQBcR1FiyPrqXhjTy8QO73hA6+9eGUf02odHXT7V8g/jWho++j"
    "sXxzgdzv+ORaRCD9VEAg/ZQpkH6KC6Qc4pK7uTCNcGxJ4FlSR7WmqPMor41Xy3rHUQbkKF"
    "UDgf5wVgDoD2eZQMOtmHML34clQf5lNOhn+LQEFPFFWVNt9F+ka1azdCgARWQh9vH8+Ub6"
    "RxzqTm9wGZ9AoIPL+AwCW94ysAcEAvXqqIOIRUpOKmGa5tkXtj+jaEsFrx09iqIcpWoezm"
    "fnBXA+O8/EGW6laJTeRv9xaRhP7l9PKD/8W608zQfXdLDN5YPbuHDUDGtBbHUOygGISeGd"
    "/GQhFTOYp9h01QSgoMBPhLbQHOuzd8aS0M8IU0T+UHXHAlF6zSj0RMjS4mqLZ4IMStjxEp"
    "t2WuzMfh8u1Br12/9nqzVE8MD2ZazGRyVdD2X5AsHnhF4OBr/KVxfI/WbnvUHHveAeVNEh"
    "bD/iiKFt2lYFQ2CEUOjyaq3LY6tZFRaHyASDa81gd8OR5C/buukE02z91XOa1M/2cPquGO"
    "pvHPbLUDYH9yK8vOzG4lP6dzeXMps7ORPXvhPJsBWTYKusL5tP0TwZaDfemMI75Qf0TvEl"
    "yHIb7iiV8FHJ91Hx0EoCXNpNZbzu6TCBfdVTJTqyauWs0sFL/KDp4ISeoq8J3W0VUdmofn"
    "utaITWgBJkEfNZUwnoTgx26nX2GWH+Y9FMe3RMAh3oFoJ/jWyDu394dD9ZiI0oTcU6kCeV"
    "M7t5RIoK5l/hl8KjPPq3UMzUVjGjLZY6WRCasjnI0UWHiZq3DdtJSMGLYYIqV3nRpvZcWa"
    "QsGtku2Sm0wjG7gGO2tSRs+/q0mJdCO0IlcC6As9svmc00VUtPtZEDdxqxQL0A6gCEYjwT"
    "09SmlZJvZHRQKQVHzaB/myQc3oanrFNOhKrOGvnaeD8J6VZItwci3XakUUe6ko/SJootYD"
    "ta99RQbKPTY600B1dE19jymao3CO618rQG1LA1tvHhuXbgjwFJYcWBhMLkkHtUsy30glcI"
    "FnUu5UNICCW663uhE/xM3OiUueGkJ0DdsEceuuJFJXmxK78bD8rakO8GsQBB+Ek/WRdoQS"
    "yLwWwh/GA4Nn+WR+ZmleFXvGwzGvtt5pSY7Hmg2uC/5V6zlAfdUJ8Ie8gLhh8+M0zuW4JN"
    "XXN//jG6x7ZNFktXr82jdZj0vtDYxSlyPTchqY2XY4/fhkRHIpTm8FQb3khN34q97iIRIq"
    "/znuxIvpG6vQvEvyZ0dDO6QOxjQm/vRl8vEHxOaLevSLe3F8j9jr/2bxBvwTC3U5a/YpwJ"
    "iPfHl6O/38l3npdJCd64VBfI/Y7m1R3J/SueNNc74FfG/HTMjn/t3t4CqXcwodeMv3DB/a"
    "4BD9fzbYrYmWcqjxLu0VweXDlYe7m3eKV4DmdK+WGSxmTXbJ+cfTz7dPrhLJDngyt5Ynwm"
    "oJXs43HaLVjIa6ZGORCDeCGvHpFrefd6GR8vtuGfEcignLHG56MdpW4e7iftIisxa5VtX2"
    "onVmPhSbXbqB3hRvVDrBIWsW29EpujlGIvUGcuR3VSZTQzIiQlLyQlos4sB2wKqbDQ1KWg"
    "TXPgzDF4hUfgFiwz/Vh3hwnxq+aZlPf2dfuXyO5WBNrXs7tlrGlbgPYX42G47uwg17JX8U"
    "3uAuplXTRUhztZplkX/XutIj7JU6918eqLc8M2EFjP0BIvwXQWiuluoRfNnnMbnpvdDo6c"
    "pW7gqRfjbSOV/Vz0sPqM7h9WNrG4nY0nwbNYB+zvuqHdqRUY9/hoYc+r2/LcyrHnNT7e+f"
    "brYDy4QPwL6ix+6bIJSBp3B30otrg+A3ve6G4o9TsymPS8Q371Vu647dfHEzoYf+WZ2OCr"
    "it1oJ3HSh2X+u3VtdGXtf7e+je/Wt/H9Jg+7112w4/lHwOlfGKvgmn80ofI/brtDuOQd1I"
    "Nv7HE2W0dcyFPZl6ECi9HV+TWsjcaRL18lDH1B+/1Z+Xbvwbs1Qx/5Y6mxtUZJk+1AsZeO"
    "aZQqT6l3sNvkVPd0aSzHdQ98l1VJMxojFRrwWutGp0TVqvE5Sik04HXmsjAXRsu4Favjll"
    "fILaVO08J4rvQiRSnFi1TnF0mEoohQlDopNWucaEG22HSF+W9JKDSDe608hSbxWhVXZJqa"
    "ym7MTONPQtHLHD5McPanx6jLRPKONO7+JiP4MW4YwwPEG3gYIstgPZs8jMFaYuq2MEBVmK"
    "663OnDhLKybjNW60dWVq4H9EVocE/odXd4c4Hgsx4qqwdsaRmJll/nREBca1bcykPl6+Bu"
    "CGpG92hC+ZHcGUtD2bvsntSDKapjmumJAnJ0iCGaOrOjqjNuEV/cbFfchPABsf1VcwJslg"
    "qgdji/SS6AueGYKfPOFVHZDkZPBz+giYt8LtGxR3yAPMjTNcqd7o3U+/nkfasdi38J0r6n"
    "ZtOpMryjdGJ4Vx7e7Ac8E115KpfIKEJVMclL3fDfcZYXD7IZqTSdp1GLUV991Bs21ivxIU"
    "ooWLA5CzZig8h2tDVOsE1sdU6EiQUnqnJiZpgLR8dlpKkQSROFqUL2nNMce85pSiJtyBNi"
    "QY0aZUlMNTVn5ohtz/XMQZ/eQ5MWg9P2xw/BUIeTvME9Ytv+XkoWNSiN7EAo1cw0UvaXr4"
    "RhJaiF/azO9rM1v2yjOq9dWsHpOnP6Geug2ae2lpKTJ5/RMVLhQVRrRotQ6exlsrkVJ2oQ"
    "U1s3bm8n6vONPUwOZ0Ws7mDyhrFzNR2z2wueSxnKW8C4uCNPPcfvrv14kqU3F9hm2+W0os"
    "OXXg/Xvw6JHsQrp+M+mM0aFXMbTV+EVzxMckOMbt1umjM2/9qlV9g1NhdHKR5h/Horzxts"
    "xloU9gTjv8YNH4XUsEsdq+QYXRG2SEDOWZOgb19G6NNZmmNXKVrhp1W3hb+Fsv20+HcC9G"
    "y9qd++gUrTnZS9qVDpftMy9/VGeSeqaViRbGeallA+2xgfJhK2+CK2eN2gjxVwDlMJoIsA"
    "zZZUrDxj3UlBOteDKkr4Q7pRfWidFXaj4nCxP5dR/e11B9lIB3WerY8CZ1jvYEKlDpzC54"
    "SO/n7Hrik38hiuhc/i28G3cZjlOC/aVd4Gl0q8Cq+8CqBQVv40aKndYISozsO/4mZl+0kN"
    "sKqyvZ1Cjaz8HxkjOUomIlBFBKowtwlz2w9sbhO5QHdpEBIJKovYKF5PUPk2gcbdKVks2V"
    "aBqivGq6MU5XKsRStPzayt2ypPZFVQ4/wNUg6+YAthar0Qk0yhnvrPgFgLGUsYDaxhC7EO"
    "/wZFyXgjnqsQ/gt6mWu6WyZtppmWzYuQIcvW2Kfp0JTo490/LrXae3gE+E+BE/YcUfa9xm"
    "pvsXps1UUjMvaLyjQRIiE8FhAen0ipiGGveQOhbZ+fF8CWtcoEl9+L1XOjS8dW5tiaJ0G+"
    "1Cg2VxkTcoQuXs7NT0p4YHjnxWT0BpcRIYGBetntS8PvP99I//hbRFLoDfpf/PbhOeTy+1"
    "iW4qoRvignsf9lNOhnaEUCirjspqk2+i/StQNO350GPUARgd4f0AHyobHeScEdOrgUlX2E"
    "/Bxk9izP9ShlA7l+IFzOVI4l5Pq3kUJDbqApEmjUSTRb+gz5WRaUPKEiNqNiYt5cg5z3K2"
    "/fwMU9kPEs6I6qBBLogz8TJS+QiMprjUzj5TNaGJSsgECjiEdoIrDyWUBy72diuU+KoXt8"
    "Ni81roL+RXcd8pSloWvsDlCGc3DBY/1K4uwWmBKgaKdw1jo4qXXpPDAOM1TTPDBy6kpGyb"
    "YjD7wO/96kgS3XdQa3ypK6gRCJiDRIQbOCF1ycroFS7E5c4ThulfzhEpTCV6uIr5YLWyXP"
    "uCSpgLww5JUcVpKUDZxXduC1IvwRhT+i8EcU/oj7exWWJpkRJutOFb+6TFJHlSHuJCg3rF"
    "tzSFAnC9eAz2CpnXdA0Dwvw/b7QltuaJZtOXqf3HRDSTancpblNfUeK7qNZDevVpk5G2jY"
    "bMw+oWhbR+7+5hZtc49gBu/It7yQm380oXJfGQ7uxmwW949Yu+HQJfUOJvTbYPirMmLrAK"
    "cOn0FZP+V2OPgylEcjSLUdnExoZ3Bz25M5SXDIrkI1wF6PX/UP67Fq8BBkZaPif7Eu9jpg"
    "4I9VKAIYEMLQ8Q4ndHB9LfMCf94BGwNSd9zrjtwREBxP6I007nyFi94B43BvMOLs5d/14K"
    "1FsMk4Y+Kp5lhl88KmEQtRsIgoGFWzJ0HPzEWXJNxfHrr3u1rstlwz8JmYVqpTTyaqIYr9"
    "wXlyIHD61VtKKpdjZELBLNIl/lj2bJEu8UfktG+nruChEiMVfK4zn8EeD4ETlRzQYrSC07"
    "Xm9FtUPaoZP3da9IgX4FNUounsJ1TJSp/RgchMn+IFXSgzfYp/VpIj2Q7OGeTC23kDb2cX"
    "UrZkPGRMRK8r4eJ91HhiOrqWhjfy8AK53xM6+NaHU/41odLVTbd/gfjXhI6+j8byzQVyv6"
    "vo1bbsiuUCreQV6y7KLeUg6neD4Nv/Il8pjB+g4AydTei34aD/RbmSx1K3N7pAkdMJvR7c"
    "9a+Uwfgr5/b6hNHJknvVO5jQy6Es/XrFxsAFCg4ndDwYKPI/buX+iFe1jJxOaH+gjIdSZz"
    "xgHa2P2aCRruXxdzZo+DcbYO6z+Fc9VLPeACibcyNGVuNRUzNrmAdcxZJdadRiA7LZBoRN"
    "fjOHTjdgR7wDwZENt4TV5N0YrZB3ay3visC6HzCwzllOK3I9Sim4Xheup7zsidTp4FhcOq"
    "VEhEgklYgnlXihpREN0whDadxDxXwG9V4aotlSUJSqzi7FVXWw7SJK2Ha2FradSKUpCtZs"
    "f/A6PAMmw8eYlQQ2hXSL6L5pHOROcr+5q1ISYZH9LZr9LbJ6Fyj+482kWwB2tO6podhGVx"
    "1RWWmb2BaqrJTYiO1vPjhQWMNbzw3KVTE67ZmYWlrMRpkiTFduP6vmAJ7qS7khSrLXTYOm"
    "0njwjzbTVI7ChlD1Q101dFAZUNxNFIh7vUDcZhA1rz5cBCPD0rbwut163TR1KJnkWSMvG4"
    "I05J00FSIvRGUziEY8uLAzx/Sxsasc7GifwGNN1+jThkNq7PXVY101Ca9kprd05UoSvQEl"
    "Y4N9FNzll6r+W0dtyuvCaVKhVGTD/yr62QPXZ8Hrw3cj9Os6diM16JhUsw2geqyfkV1s63"
    "+IOJlEJazrbUA1XHfVEKBKZ7J0TIrB1piSxtK91crLYamT6SMxld/dtiXSWEIRItgqQ+pH"
    "nhXyM08a+eBYGmVTBpQzQGzWsdhVNGfPJxQZbHJOz0u5SWciT2TdFPhAmJUn0mepUjJhfJ"
    "yucZkiT9pFHJRZq2zv0nbCSdkvMF9uoEephLnvrzRFQ0lMo1QCU5HnvdmOSVnuaAnjbhHD"
    "wwvW2eqvMFSohflqmJawtYwo/Y33OF53eIAjo4Q8nSPsldxvrmWTlB1nRHDJ2XOyZm6eoI"
    "L7zfGc+NnI2QbxBeppQXksw0YmWep4RaYtth8kkKIcYT+heHKnWa0bnswcmyb8aGzzFOac"
    "dEmMpU4QVPRCtqFPP6N7a2EYbA/KZqNkc7ZzfTEcfYoe2I8wXo7R/e/OYmndI9VwGEPdVO"
    "j4ZUID8xHkWMf8x9i8ghg8aIZN9ttnjJqwDZafEfceYTr1LvkpW9k11v5lzn8e63uBl2hp"
    "Gs/alJi8GpmOGQ7YeiLTCYUEEy3EHsL74Bfhx39O/MlQG8WY3bPfwfi4UtjeTCXef/XSur"
    "vVyhjO9hr1mcZ25PDwCWUyoGFOoRYa/Dddg+7dDTxrzP4k7wKb8Kvgr/GnxP6uey3l/wqx"
    "4ODEgkpZobeQEPpwdlPbyEhVLRX0NrJA/1g4Y1V12Iq2UsqlWouSCaSL5Fhjm2N4fBmYQz"
    "QC4wIYW0vCtgNPi5QUdnl5A8NUAuciqePZ7qiKCBymE1F39QnEScZfBWJBWRZHCAWP68zj"
    "pAxYltnpPQiu15nrXJZPMnq0wLqeGb8eEDUmvetp++OHIEIdTvJi0kc3Uq+XDEKfaq4bR9"
    "lExTE6seUosOUATY5lOGZa6EexDDbRHmqciOTIS/Xu5XkfjYdS98vXscJGIJTxCJ+yu5DM"
    "+47naQ8O4+rEQka9rSeMCXRvZVeVCKFYTOq8mIR1sNXY/CQEgoPhdCXVZ5xQrHYFV7tqKt"
    "AEpcC7iOIobLQppzyKUwq8C+NdaYAnSQXiRRHnxs/SQn6EUqzSdV6lQ3Xe38qTrl6ei1vM"
    "7ZDt/pMXFRLiSJIduwwKqSUfXo0KSQ7g8kEhJf2EbrCmj40nQo9S/ITWN1t5fkIL1kyxoV"
    "1BPyEJsRn1USfvHAv8SRghssCr/GGFoK/PyKD6inuWj75K79rnH8Bj5YksU3yFNutKOJ/U"
    "beJpoWznkyf2Z6vqv3zaOmefOvpNHnavvyvyjdTtXaDwGRRLBKpbaTT6Nhjykonh83oovf"
    "j7p8yxlWKCvtQoNlfpb0eULsaih5Xnf1gPJm3jHbj0Es0HmyqG6WW3Lw2/B2npg51Vb9D/"
    "cpmSmP7y+1iWhHv2j7jPJX8sNdZdFa1jhFKwudZsZjuaSilgLaFUPhT+lk3wGCIRuV7zUx"
    "A6lkhA+LrEGRpQpROO7TJ8JZIpKkUyjWeSyhZOE+mrioVNk2eQImeG6UaaEFVbauzKMbqf"
    "MVprHS8CIRqWAXEQ9ILLmTb5g8erLPCUuGEWGj+H+LD0qOodPYsHxGhUYdjcs5a6zqM+eO"
    "gG0AbPYd1SGyI8DDRjw5V34caGMEohJgsxuW5iMi/3rgzljtz9LSj/HpyDqPz3OzZ/KVKn"
    "I9/yWvDxKxPq1R5S5L7iOZzEr6zbSMOh+6DYhQllovevCtsHDN2K86Gz9a/oDG5ue3LkZw"
    "SXQq2kfkfu9SKt/EsTeit9v5H7DJE79gfkK2iVuLRudS11e+Em7jk86xpKOoU6iV+BNgzF"
    "27HSHY3u3Bbh8wm9GnTueKfyP267w27/ywVKXJrQkdy5G3bH3xWpJw/HFyh6XkVZ0T4roK"
    "xon2UXGTpLeOg8ewnkiqY2CAjq/HIU9wTcfVYDvnolEc6uVRgQbFSdsG5I5wC7k/KE7pKf"
    "ooEzDJ1gmrHyBkRx9Rujahbol4NBLwL6ZTdWcal/d3Mps+H+t6hhOaUQk1C4/QiSOmynK/"
    "A4RCY0MXXmbw0cBw6HuyXSxQgNl9Bw1V/DlTETbAHaJmbSjONbzWelPpULDmVc7zRbkJtx"
    "PkXPGqSiz1aw+sxfYFudF80UJPlpe9DSsUHzCJpPXv7iJwt51UVa6EWz51xXOTONPwlFS1"
    "NTCU8qs9QxpWSK5oZjWmleQdvuXqhA67YytnJUoJaf3KqKDjQg3p+ex1VperFrZTWhgQoU"
    "9HNrneda13kldyBcjl3zjyaU6+rgkncwobDNvhpKUNA9OKyiqdu+W9HbRprWdIHYmas8m8"
    "SnDtSHhmRjZUXeJLVQbdRa9F0zzDaqM9ulFayuNavZ33omurLQqJNa9Coz/0GScH+JEHZp"
    "AXFzIbRPzj6efTr9cBYkRAiu5GVFSCqDeemnSsrgKKV4jWr9Ggnvyx+CzVOiatNKb3OUUm"
    "j+a85lXaNEMQm2XIVSUW+AJGWNk6pU9Ao4f/++gCzHWmUKc/xezO/Cy5tc0jAQIxPGgRis"
    "NbBhNRPYcFHeopCGaQSg8SixSPHoopBGqQSo+bbBN7Rj1RTf7Rmy3rpm/KECXPei8YeKa4"
    "Gq8Wn7ry0A28DS53FwY9vOWgXJDBz7wfhD5m7Jabbb0O1WngXX4A2LGm6njgmEXtSKMUMY"
    "MSKCF8fofuk86Jo1d6uS8KIt7Bcjh9qajoZkqvGiIrxASZrNdos9p5hr/3XkdsYtIDDPw9"
    "D+tzDi1tiI67OrqEy+pmigi/6HIhEQH7IjID4kIiCCtyAB8aX2mGkNCFM1yQ7wP+326enH"
    "9vvTD5/Ozz5+PP/0PjAIJG/lWQYuu1/AOBBhQ9Ja0PgordFYGt+NIGUvfAfRSUFY0oS+Fs"
    "flnnd6g9H6rns2ob8MLhU2rvtf4FboZELZb+pedzvSuDvoX6DwWXzJeRtvhiVe6QZO4X12"
    "XEyIRETGbBAZI8I1skd9s8pXRl640NaxLN/jtMKaUzdrTkIJ9jay2K1bN/goRQ7zb+XKYF"
    "7d4aLusxQx/oGUZBuIkXKnVZ4i4IGo7OkgPGn2MeryOH+u0/rJQtCH8YLmTEhy61h6Jdwx"
    "62X5zlmiOYYym9mFOff3WOFue0iS2oIxyai8m11T13o/25Eg7R58TujN4LLbk5UbNo99v0"
    "Dhswn9JvV6Mtvmut812XN6BWXLCNNhmjozpqI4fdouAPJpOxNkuJUOsvJEVlWA9um2A/ab"
    "JrzdteYigMwk4DmXqsMoAHiEunnuGztJ6gDREU6K92jx2AonzYW0VlPKEaRg6Q7lkdJhIn"
    "l3eOMpE1Ivuzlc+GWpE2vnXpjQ2+GgI49GPF3K+nhCpbvx18Gw+08erxEcT2goRUsoN4uf"
    "18XP5+ImiJH5quQeTehd/9f+AGI4vIMq68/2c63gBRRPBw/iNFtpnrYxTik0jpU1jqpjwm"
    "RXam0K09T5ja26CSiyB8jeAsSHOVtPHAqunxUGepK2MdUG9zzOKfnDVrDqRwgXVbLGyDZS"
    "tNZsW7BvPesMa7pjEgZuWnmb7NkmTte8Ldn2t8I+ZgtiWfixEtwh0uYhflrIh/k0x4f5NO"
    "nDLAwJ2eg315DgLKcVuR6lFFyvC9dTrArer69lvFfNJtrDZXLy3X7zqJTD4e1hBaU0ElfP"
    "Wqi4ppOS0KYSC4RF6rr9haeI1HVFfM9F6roaRvy8TfjEgSJcLHoie2XbAsie981N0F8zkU"
    "5d1DfIxOiqozdMwzjknTRoht5pEsboSM12JFsP5VfdybzhUDgp44JgavnOXTY4dmHkW8vR"
    "EyFL68KrHeMZzltrF7AFI3kgyJobL9RzBIsbH3fzBOErVredXwv9wNVphJ9YPRlTPz+xt3"
    "ZeqjfwO/FeejBx1vSTDndA0EDL2NZHto4t+6wMugFB89AtYujNtvMmq1V5toQ0nwawQuRb"
    "INJdGsIWiMODOwdfsCjEiyJZwS9IijS5hZEihHssjhRcOdjqSCZZGM+V7KVRSmE5q7PlTP"
    "hCZK8Ih2kVL+QLIewjwj6yW0h3Wrw6oXG2NtR1hqI8D3It2ruu03CyomXhTusV7SZrU1Cr"
    "eQPRpsigXK34gldQ7WWBMDvU2YABVSRGD5g+IayqEGuADBN0kozF5BjdT8GEQTnv13W4IY"
    "h1rbRkU6QFRbMfVkmF574fLnShdZvlWzm6UBEWU4NwAREWs+uwmNA0VgbkGFkDcT4p5Jt+"
    "kuObfpL0TRc6fBHrLWK9Raz3DxnrfXQr96+6/S8l94E+2QXyDoqFYNfDaCui7fY3GQllZy"
    "b0B6LcLKTTtoht65XYHKUUlos6c1nosIUO+5B12DtV0BqW5v3npIrWv9fKVdJ6rQo7n860"
    "P1yPUK4JJdNjNKAE4aCUN/iBany82J/RlLCRSCyETYK+fRmhT2fHSEJLbNr8oV62QQy5Bu"
    "15miPqjp8mFLF1m6paOYpYk6iGWa3aX4xUbOxqveQzbhGtqk9KhFQwutaMBnOt7aQJxDkF"
    "48NEolp8kWrxukEfK+AcphJAFwEaq6rDXqSVklIQJQfpKFlFqA9HBN0G0nOCp/D4MjCHaA"
    "TGBTC2loQtpE+LeSmUI1QC5wI41yD/xgHN06LcZh2D799I/xHYC93xEVeBhG63crUgsYav"
    "6kG+Gi/gAUZMi0nXL5ihCl5iEPZKzGdQU/zd0YiN5oZjuvqIhUYdm1iuZ9lCm1LtcW4jjb"
    "qOYryfnyz0J3iUJdQgu3zYhE7ovTrHlDJM7nmRB8zzZ0Lorn8dzQwTEazOEcR2wh1q2NpM"
    "U7nbh6ugWXfNO7GI/RkZoFSx2Pkz4fe9Ybyp6qU+GuE3NenvRslyOI5WR/0v/V0psHbqac"
    "VeUaywv5qyChWz2Uc62CPgX+XOWBrKJUH3yS6QdzChUgdO4XNCR3+/Y9eUG3kM18Jn8Ynw"
    "bQz3/4HJVYGpVHHn1STXRgus65leoKkdVHIFrdm22PMEPW1//BD4fsJJnrfn6Ebq9ZLunS"
    "5GtrERxBFyAXDUJcJbypPIZufaDtPsv6JhyHzx4Gi6rVHrGB77FkaLreXfTkgnZfbNr1lt"
    "B5SMDfaxY5ttHTY927bYbiiFGDONY5Uigbi3XpE+eKOCosc3Lx2Pu9eGNDsW7MjZJnphEf"
    "2ZWEkBohiJ2JHXc0fOv0vsxv32DXQR340rPsRxlQE4IGieL+b2t8/4mY1rU3FMvQzEUarm"
    "4XxeaCCf5wzk8+RA1g0V66VG8ppij1IkoXuS2s+LiO3n2XL7eRxg8BhQ/iw5W0SI9gizND"
    "M1Ff+fHn40rP0Avh1HbrFFbuIW2bHmI+ch/H+Se+V4m/xNM2utWKHmhT0YH0y2/yWmp7bG"
    "T8RCXm0dq8U13dhC4PsA36C1tthNkEI1il7mmjqHQO4XDMkvH5n4S0wyTfNc3NFThMfiIW"
    "3dCZ0uDU/1VHS9CNM0cAvffn9WJAYOmmWXruQ3Y7v49vmHaYqnQs42PqBoIMw7iTTEjl0K"
    "Yb99A/EVQWv18AY5OJdXb50vqS2LUglHH1EHRsSIHZw4lTINbAHW0bqnhiIbnfwi4HakUU"
    "e6kt/K/2wI0SbL1Axp/q1WnhBruo3KWX5+Nx64i5XKXuJjJC2XTGJ4Z1B99RlhJj9alkPM"
    "nyz2UxcPgfcVNdAjXlpumQYQN3WNQqTcdIqcJXiTwTXbsLGeaT3aw2NThNt/Hbk9H/GhDF"
    "0f/VsIvLUVeNfMKiojrCkaKCUUkcGyJbCE/OW9AAl083LQrWlE9rkULojsc/XwieSLQJUc"
    "izFCMcgrD3K+NifBz/YPCwj27xz2NiLU1tzAojUP2AJYRe0TIRRan1prfYSComkVq2tp8x"
    "V6n61DuufcQAWjFUv6MWwWq1iHkb2jSMUNtT8z9i7Nx8YTSXVoiNxv5euBeEvFhqaFHRnY"
    "/usJ/Hix7zzwk8UaLzR9BWmS9BXXroy+Su/a5x/cdrx/yFH/RJaphT+30aVwUajbHN/K0d"
    "hw/ilzbKVYdi81is1VltwVpotX3FrZrmRwmHN+qgzlbeeD3Sbb+l92+9Lwe7D5D7acvUH/"
    "y2XK9v/y+1iWYlsZD6FUW0Cm0BslapLM2z45+3j26fTDWSDqBlfyJNwUlY0wp/8IgpVfO7"
    "E8m6OUgs21ZjPbZFd5lUNkIslvnfkrvGJ2L84Ll4NmuBwwASQqNUXvtF4RNFmbqjXZ4B+0"
    "0Mvc0AmUQNMoT65boJ5aDqGQFus2hbRypEVRC60Ghjomn1jlinStKRpoiW4XiqVs58RStp"
    "OxlKKoziEU1REFvkSBr1rNRTsJuxGqrGz0m1u7XVQ3+hEUH15d85KKjyiVUHzkKz6W66Lv"
    "Gyo+ipePrymwryo+oiOrVsl+h+RZIy9HqZoPfqeVr/mANmUiLQxKuJpi5Rq6QWoHKKY8Es"
    "LCKz+Hlpvm9jPC65CIFiNWCU+Ze4zu2agyLV4a/gRiHs4zQix2+zyhZ6nbjNXKs8rD+DTK"
    "ugxGqTZgweEs+CWcBvlrkYQzP7NoQNQkfdU2Eora5I9SaS389s2T+drviyqgcjVQCRWUEP"
    "uqTAgHJwFAkozSM32ESOz/D8A9vBHAWs7D70QtC2qUSoAqqtS8le93ct7dAsQNj2+ILDVF"
    "Mlu4b7sA9lUfk8i0WCtVy4iYz5pKjlJ0Lf6tVp6yxXIbFY5k8MsKvRgm+Ilo9hyxsaCpWE"
    "cz7dExiVuCCCNPwnWzKoKVld2hqUWTttXpBnoT1UiruJkTMW6k1to8fGvkabtIsHg7O1q8"
    "/TeRI/1Nc6SHf1kJmGNkzZP9d5LHGyYs9hOUF21qz9NKyV4RVVtgPR3zFOq4BsAlP/a6Oc"
    "ARn4P5ldzp3ki9nz+03PlkXXnT58ZZ0tknu9BpLtR5pU5/CJDPS4Ds9kNmM03V0nOp5GKd"
    "Rv4jQn76CuQJyTJ7B5k0N6h4iR801rFGrBRV+aXXzfWvQ6JnhZ95+8SO39XqcPmQ2MJnaZ"
    "k2BauRUvpfu5VQ3BCEVAkliE7Ik1B4o4ISyoASpBuP7zR6weQFNyAaRAsvbtsNgk4pvFSC"
    "Tthn66ajy5M3pgTkW6Ws2BEja95+eCfCh7YEe4qZuiTlJBaMUDUP6rMi5W3OssvbnCXK2w"
    "iDY5VZ5OAMjjq2bKViQG2cVrC61qwW0fE/BJtN8sw2klXe5yilcBU/BC4/EBWzKbjMXiiF"
    "tHkbom1ZGUTWRpFesD5W4k3SC4ZCIFKr5VVXWKXV6msIA2Jzbjgx34agxfMBNgWwner5eC"
    "Q1W9noY7o7Qvh+K0/jF3YScuOzlblm2Ya5Kq4DtGyydKMzvJ5+spDXSSQeA4IwoAGbuO7B"
    "o8C0LYRtdMLrYEARDa8wRrrGcOtPmdAJvWfPIHihrCk0i+fnWOpYJZCSA0JL1g/UtWf4JU"
    "DT8ipSerFBFrLYRmNj7wihtdy71tLnfRL47PiHEEmTQiC2lmcw9lqlrBA5SVFSiJsE8p7z"
    "osxMY6Fslrgj1kWNhaSjkdwfXyD4nNCh3JG7v0F2Dv9oQqVOR74dwzX/aELlvjIc3I3lC+"
    "QfsXbDoUvqHUzot8HwV4VJq0NOHT6b0G5fuR0OvrDd5+gChU4mtDO4ue3JnCQ4ZFelfkfu"
    "8cQhwWF80StkWNh67hAmaW82ViId1NmRTAyVDYcKd46oOkwC4loPkWtpeCMPIbsPfE/o4F"
    "sfTvkXY/zVTbfP2A5fEzr6PhrLN2xA8e8qLNpyXawqsbIiUjY7zIcadjlvWq99jZfLijrF"
    "XcV2gqrAdtLcw691A2fsFsNEMahnQHV4YOf5uw3uLnsyumWrVHfU9eouBfp4fhMurd3ghr"
    "LUi6Ns0McKMIepBM4FcDZUXuyuigEqRioMjTU3QamGOa1oaYyQCkbXmtGqjhdLkrKhujQM"
    "nWCa4Qa0pooXBGFku2JpcGXPBUEGg16EnZfdmIaif3dzKTNRI+avnZJLg5GQ1P1rTj6NEE"
    "3z9l3bz1+pTcliyfapVF2VzRaaQto8xNvnRfwJWavsfe55wqNQJGIQOQNqYqVsbaVe3P4i"
    "sLll4CjV4snvtHKjG3ibEoXkAlvfTxZSIVE7MY9R17aQabwg3YDs/XP2uyGdHJgJVWOx0O"
    "wWWuAnYnlnCLZ3ppugjh8ZM+QbNlIMnXt76gYmyreNKq5RAPe2luMqpslc+5kwnFU1nJWI"
    "E9z9PCcvDXWePdm5twvMeAoJWhby52DzzAVSHdMyTJ5dE1OeWxPxbhA2CWIXEFuGnQWZHi"
    "OJImMJw8kw2SQD3haIkheeuBPP2OQFLdk9xmB2B/BxlukeHnt6rvDOqNseLm8KDMZu8fkv"
    "IBGT3yFOfmP2syBXQ0+jT2mzX+R+7vRney0VKOBbroAwz3oDwanmgs0kj5htyth+yzIW5M"
    "GYZpT9Bb+xYrWEt9e7mMwOaTITZYXftqywiOWswo2D09OLAL8fgs0iwO9H4LLQlgttudCW"
    "VxWkwMsyQ4byHDDzxSfWqLDg5GcM5UlFQVx5wNBwaULSU4il4WVOEeOyzfU799zJhaqr+x"
    "YPzjHxVHN4w6cFzwdk4Om7mUkImmrueEsTqPbwVB4ptMQ8wwP4wvMoIRDPeFpUV5rTbPRo"
    "EIsrmkCYe5kTt9Kv8cLGPi/zC1SWY0GkEpm24Iy9VJT3MRXC3MEJcyK76m4THIFBqwy+fn"
    "uBb0F8YcYvBbBPIBAuhvCK4JQAiUy9td+8ktq6ZhLItgMKl8YLFCZ+SdmaZvssh4mEy3IB"
    "l2WTPGrwOPhZCnUWD2m5KPISqqSSN88tbPtJVfguMB3rYoXV97z0HUmdcfc3ueSO7ehqKF"
    "2PLxD/ggg76APi6+B7QgfX171un13wDiC2rvPVD65zj+ISwNvEvoWEgapMi3VR45ekMVx7"
    "JqbGOivrwB0mEx7cJTy43yqeq25bzcYGdP1gQHsFfBRXZaQ8pcz9OYCnUu8T+PP3x+8PE3"
    "iwwih/GrSUPiBC1ECRdfvRIL5mtAzKYZoGgnxaZKOfvc+PI/yALa1yao2AuM44H93KQ+Xr"
    "4G54gfyjCeVHcmcsDWXvsntSj20hgKZwK0HKxjDHzzBKJ5wNSzkbxiL9nomugOGmCh9Syf"
    "fHjl2tqW/KiyUozhYbcCPegeBH1fRdhJTdaYZo9rm/PNjtJRuk2sJZKCpbhh8rTUFZPYhR"
    "X23UPxPTr1ZU0HgSotgf6Ce7BX1r1hPh95oNNfuDU/C3PwoSHR+C65yn+c31nOOeJyV95s"
    "I0wmMu32OOY5WyMItc7REvufCQ2iBZu1+N8cEwIKZn07Tjl243DcI9OuOHalZuBlTzS1b6"
    "I4t15/BU3hsiduX101S8iMXWeqgHvyFOstdPbQyd24XprSqhHiJWvhc1Gw7qfOOBNZjNGr"
    "Wips5WzpLJ8tNNobrjvTQVq7nhmBsC9I2QJ3311e+oKSjtMu7AG1MpYQfr0fZq1IE/vnnj"
    "V4MPesSLoV46Ns8AMdN04lYL8eMD2J83ECSEYD/6M7jjk2diImzbGGYc8N+3eQYdyKUDcQ"
    "HUgFhspGLKb0AD/MggTMYg7PvhIkygbkJiC2WHCTApIyOF4esWP5+23ga/r4Px4ALxL8ik"
    "/6XLxDpp3B30IZv++gxy34/uhpDEHjLfe4f86q3ccduvjyd0MP7Kk63DVz0MhexxNtvXu3"
    "xIZWmGEi1GV2d21sYZIUhrUFABHLRvkiF2axpgERJfZdqvk8bXxyRX5QubBVqByWE6EQ5f"
    "Zw4LU84PwWZfCiq3YY9SCftNvv3GNjNKGJW24ITC6Q8T2FeNONGRVas0B9x8lqZs8Mxq2a"
    "oGqCJcNLsBRVjl2XiP0T1ZYE2/9/OwIWwhGA/Tz0zgd/mKODeR4WYA0CEMkcnyFvGS9Gqu"
    "msDvMKFQ2PXDhAKhbrNUK0eBwAdAGXEzIGignNk+LyJoslY5CfkTouYSW9aLweah9Mx82U"
    "gnCBuJ+A5KIJiGXjna1aetM9aJyoHjodQZD4aKV0EwchqtJFgPVdcPEo8cj2Ud3Y1u5f4V"
    "hK4Gh/VgCJ/UFT8UtYoeJ60DIevXWQjUsWUruvGoaFV0Oklqwe06c1todrIn12Y56SZ0Ek"
    "X8H1mX7KnWpu58ktvNAQ6CQh4f7D9qsMZtCtOV209jfR4h9fyGEF2zLpoKj++3txlCjUyC"
    "GvdxFK6N+RDxbTdP4L+pr94N62kMHTV1NFHDZsKJymHYEKt+qKumwmWAm6twlc0GaIlX2/"
    "Dnv3W7aThKyoKwPz/dDlY3vK8GI2Y42xhWrJfGYuRYc8VyHoInbIoW628U6q6puJlEJazr"
    "TQfX0O2muSg9a+TFUl5MzbZJSpx4Oaygs6ZDxQfWc2ryQ4FVkODNgiQCm758I7ebpqIUrg"
    "tRHaTm+cxEQHrBuk5sBU9/dyx7G7vQb7xDKeivScCVcg8K7TFMwqQXXtQ6G9sBJWODfRTY"
    "YkS7a6AuYmkaEJu0HbCCrhoCVEm3s8T7mOKClvbOZrujJacM3v5V37Rv8xXCFOHpQqNoji"
    "0eh7YwKFm5cWcYuT23kGHycDLKS40iJn0cI2kJ9WjeGVRfJR3Rttqz8Drbuw10A6+zh1VJ"
    "3+OAQLgdx1w38AI8L6ukFYtTNim0ac8ZxURu213ntjUJttJStuXVC/EpGohuu1BFoXZORa"
    "F2sqKQ8BGpMlfXySekkCsQBCaUXH5DJGIBzo/7cSyRtu31iJ/QgKpVuI8rU41NTC2sen8+"
    "Q/AKN2oVkLzsdfvCRU9h6DG4L5DFBg+ZRquN0kjoTVgigvCd3w3HpFj/yfI7gfKgC0gk8i"
    "cxDbSEOB5vB5JW+HSPTxaiW92mt1aO6Nb4jCPjwa1yd3uB3O8JvZW+38j98QXyDiALyfVd"
    "/wryj8D3hMrSsN/tf7lA3sGEdgY3N93RiGcdWR9PKCzuV0Ppm9S7QOtjCNH45W40dh+zPo"
    "Yn9WRpJMOj+EH8RS2yVdx+tIAQOYXIWRPod1tORYdZTMEzm21WKoz2jA5E2vaKI16Ipz9I"
    "CENksXF3mSUF1iiVkFljr5K3RS8JapRKgJqvCPDQ2oIu4Jd1T4cJ7KvqgOjIytAIpMwKWw"
    "BXWvfUUHCjc2G91C3kYW4YT/Jzlok7fL+Vq2RxWyrkubhpW6KIN4e0J6DXWJrGszYlJjdG"
    "W/wGnfoKEC09lUrpDlK0Hf868gmhAe8RmPVvoQWprRYkzLDC+TxCNE2UvrZetj54E0qAHK"
    "ZpIMg7yZcC2aDTJFuKzVWGZOtRxAuW+1lSDwzjPNG0N7iMSEoMyMtuXxp+//lG+sffIuJS"
    "b9D/4rcPzyeX38eydOgpUL5J3XG3/6XkNO2TXSDvYEKl29teF3KgeAcT2v3SHwzhincwoT"
    "fd0Y007nyFi+vjCb3rB5eDw3roRH0H+AraiRhpA9UTB6KOKGQ9t4ht65X4HKUU6VLqxuUS"
    "iTN2KxOta4KkikSRkiGvl7rAz1jTQ0W2itidWQtiq3MoMwHW63eqbqhPCIYl0ihicotfe+"
    "InC/1pUNYHu7zQqMPWfzQzjQU7mVLtcW630Huw/J6cnb0/RjcGneIVZJt8n2Zz3tNThb35"
    "kCStFzbeGfuSuI8WbIxk2l5CZE0yMp62P34IjCxwkmdWYfumXi9pRzGWhFqK+96UhTVOK7"
    "CN2ah0wyJVwU0QC3QT5eNF3nKRt7w2mvWcvOUdadSRruS3UqxLxNTUedr+0buTu3XE6zav"
    "bRazMd3yNitz1kx9rVOmSo+Bm22vdj9PbliUJ3sjlVn1PluZml32XuhSM3Sp8FKVQNhr3k"
    "B0TwpFqJzkRKicpESouLXOkgj/Mhr0MzZVa5K4ykVTbfRfpGuHnEEvDVwAI6Jo8TENVNYh"
    "uDspCmvo4DJtm7DPxeyv/w86jpNK"
)
